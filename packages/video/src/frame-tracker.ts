import { InvalidArgumentError, loadImage, type RgbImage } from "@fagr/core";
import { checkDetectedFaces, loadImageOptionNames, nextTask, pick } from "@fagr/core/backend";
import { tasksOf } from "@fagr/core/network";
import type { Frame } from "./frames/video-frame-input";
import { DetectionSchedule } from "./schedule/detection-schedule";
import { choosePredictions } from "./schedule/prediction-schedule";
import { createSmoother } from "./smoothing/face-smoother";
import type { TrackingOptions } from "./track-faces-options";
import type { TrackedFace, TrackedFrame } from "./tracked-frame";
import type { Track } from "./tracks/track";
import { Tracker } from "./tracks/tracker";

/** Follows faces frame by frame. */
export class FrameTracker {
  readonly #options: TrackingOptions;
  readonly #tracker: Tracker;
  readonly #schedule: DetectionSchedule;
  #frames = 0;

  constructor(options: TrackingOptions) {
    const { smoothing, detectEvery, birthHits, rememberFor, sparesTime, predictOptions, model } = options;
    const tasks = tasksOf(model.manifest);
    if (tasks.length < 2)
      throw new InvalidArgumentError(
        `trackFaces(): expected weights that have learned age and gender, received "${model.manifest.name}", which has learned only the ${tasks[0]}. Load others, or use analyzeFaces() frame by frame.`,
      );
    this.#options = options;
    this.#schedule = new DetectionSchedule(detectEvery, sparesTime);
    const smootherOptions = { ...predictOptions, manifest: model.manifest };
    const createOne = () => createSmoother(smoothing, smootherOptions);
    this.#tracker = new Tracker({ birthHits, rememberFor, createSmoother: createOne });
  }

  /** Processes the next frame. */
  async track(frame: Frame): Promise<TrackedFrame> {
    const { index, timestamp } = frame;
    const skippedFrames = index - this.#frames;
    this.#frames = index + 1;
    this.#tracker.advance(timestamp);
    const moment = { frame: index, timestamp };
    const searched = this.#schedule.isDue({ ...moment, tracks: this.#tracker.tracks, now: performance.now() });
    // A frame in which nothing is looked at need not be read.
    if (searched) await this.#look(frame, moment);
    return { frame: index, timestamp, faces: this.#faces(timestamp), searched, skippedFrames };
  }

  async #look({ image: input }: Frame, moment: { frame: number; timestamp: number }): Promise<void> {
    const { signal } = this.#options.predictOptions;
    const signalOption = signal ? { signal } : {};
    const image = await loadImage(input, pick(this.#options.predictOptions, loadImageOptionNames));
    // Detectors run on this thread: other tasks, and whoever wants to abort, get their turn before each.
    await nextTask();
    signal?.throwIfAborted();
    const { detector } = this.#options;
    const start = performance.now();
    const found: unknown = await detector.detect(image, signalOption);
    signal?.throwIfAborted();
    checkDetectedFaces(found, { detector: detector.name, image });
    const now = performance.now();
    this.#schedule.record({ ...moment, now }, now - start);
    this.#tracker.update(found);
    const { predictEvery: every, facesPerFrame } = this.#options;
    await this.#predict(image, choosePredictions(this.#tracker.tracks, moment, { every, facesPerFrame }), moment);
  }

  async #predict(image: RgbImage, tracks: readonly Track[], moment: { frame: number; timestamp: number }) {
    // A box that is carried on by its velocity may have left the picture.
    const seen = tracks.filter(({ box }) => isInPicture(box, image));
    if (seen.length === 0) return;
    const regions = seen.map(({ box }) => ({ image, box }));
    const { model, predictOptions } = this.#options;
    const predictions = await model.predict(regions, { ...predictOptions, ageDistribution: true });
    for (const [index, track] of seen.entries()) {
      track.smoother.add({ prediction: predictions[index]!, timestamp: moment.timestamp });
      track.lastLook = moment;
    }
  }

  #faces(timestamp: number): TrackedFace[] {
    return this.#tracker.tracks
      .filter(({ missed, lastFound }) => !missed || timestamp - lastFound <= this.#options.showFor)
      .flatMap((track) => this.#face(track, timestamp))
      .sort((one, other) => one.id - other.id);
  }

  /** Undefined for a face that is not confirmed yet, or that the model has not seen. */
  #face(track: Track, timestamp: number): TrackedFace[] {
    const { id, box, detected, score, frames, smoother, firstFound } = track;
    const answer = smoother.answer();
    if (id === undefined || !answer) return [];
    const { ageDistribution, ...rest } = answer;
    return [
      {
        id,
        box,
        detected,
        score,
        ...rest,
        ...(this.#options.predictOptions.ageDistribution && ageDistribution ? { ageDistribution } : {}),
        secondsTracked: timestamp - firstFound,
        framesTracked: frames,
        looks: smoother.looks,
      },
    ];
  }
}

function isInPicture({ x, y, width, height }: Track["box"], image: RgbImage): boolean {
  return x < image.width && y < image.height && x + width > 0 && y + height > 0;
}
