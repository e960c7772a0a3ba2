import type { AgeGenderModel, FaceDetector } from "@fagr/core";
import { measureVideos } from "./figures";
import { follow, rememberDetections, rememberPredictions } from "./follow";
import type { KnownFrame, Person } from "./made-up-video";
import { subjects } from "./subjects";
import type { VideoResult } from "./video-table";

/** Follows the faces of the same videos in every way. */
export async function compareSubjects(
  videos: readonly { frames: readonly KnownFrame[]; people: readonly Person[] }[],
  { detector, model, log }: { detector: FaceDetector; model: AgeGenderModel; log: (line: string) => void },
): Promise<VideoResult[]> {
  const remembering = { detector: rememberDetections(detector), model: rememberPredictions(model) };
  const results: VideoResult[] = [];
  for (const { title, options, timed } of subjects) {
    log(title);
    const followed = [];
    let [seconds, looks] = [0, 0];
    for (const video of videos) {
      // At first nothing is remembered, so that the first way's time is true.
      const looking = timed && results.length > 0 ? { detector, model } : remembering;
      const run = await follow(video.frames, { ...looking, ...options });
      seconds += run.seconds;
      looks += run.looks;
      followed.push({ ...video, results: run.frames });
    }
    const figures = measureVideos(followed);
    results.push({
      title,
      figures,
      looksPerFrame: looks / figures.frames,
      ...(timed ? { framesPerSecond: figures.frames / seconds } : {}),
    });
  }
  return results;
}
