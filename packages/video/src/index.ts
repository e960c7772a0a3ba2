/**
 * Follows faces through video: who is who from frame to frame, with ages and genders that do not flicker.
 *
 * A detector runs now and then, a filter follows boxes in between, and each face's predictions are combined into one steady
 * answer. Frames come from a camera, a video element or your own loop; a slow machine skips frames instead of falling behind.
 *
 * @module @fagr/video
 */

export type { TimedFrame, VideoFrameInput } from "./frames/video-frame-input";
export { type VideoFramesOptions, videoFrames } from "./frames/video-frames";
export type { Smoothing } from "./smoothing/face-smoother";
export { trackFaces } from "./track-faces";
export type { TrackFacesOptions } from "./track-faces-options";
export type { TrackedFace, TrackedFrame } from "./tracked-frame";
