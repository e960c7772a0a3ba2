import type { AgeGenderModel, FaceDetector } from "@fagr/core";
import { createRandom, type Random } from "@fagr/testing";
import type { TrackFacesOptions } from "@fagr/video";
import { type FollowedVideo, measureVideos } from "./figures";
import { follow, rememberPredictions } from "./follow";
import { type KnownFrame, makeUpVideo, type Person } from "./made-up-video";

/** How often the intervals of a way to look hold the labelled age. */
export interface IntervalResult {
  readonly title: string;
  /** Share of the answers, 0..1. */
  readonly coverage: number;
  /** Mean width of the intervals and mean absolute error of the ages, years. */
  readonly width: number;
  readonly ageError: number;
}

/** Three frames a second are enough: what is asked is how good intervals are, not how steady. */
const video = { width: 640, height: 360, frameRate: 3, seconds: 3, pillar: false } as const;
/** How far a detector's box lies from the face, as a standard deviation in sizes of it. */
const detectorSpread = 0.03;
const everyFrame = { detectEvery: 1, predictEvery: 1, birthHits: 1 } as const;
const ways: readonly { readonly title: string; readonly options: Partial<TrackFacesOptions> }[] = [
  { title: "video, as it comes", options: { ...everyFrame, smoothing: "none" } },
  { title: "video, by doubt", options: { ...everyFrame, smoothing: "doubt" } },
];

/**
 * Asks the model about people in their photo, and in a made-up video in which each is alone. Nobody has to be found or told
 * from others, so that many people cost little: one's age says next to nothing about how often intervals are right.
 */
export async function measureIntervals(
  people: readonly Person[],
  { model, seed }: { model: AgeGenderModel; seed: number },
): Promise<IntervalResult[]> {
  const random = createRandom(seed);
  const followed = ways.map((): FollowedVideo[] => []);
  for (const [index, person] of people.entries()) {
    const frames = [...makeUpVideo([person], { ...video, seed: seed + index })];
    const looking = { detector: knowPlaces(frames, random), model: rememberPredictions(model) };
    for (const [way, { options }] of ways.entries()) {
      const { frames: results } = await follow(frames, { ...options, ...looking });
      // Without the pictures, which would be a gigabyte.
      followed[way]!.push({ results, frames: frames.map(({ places = [] }) => ({ places })), people: [person] });
    }
  }
  return [await measurePhotos(people, model), ...ways.map(({ title }, way) => summarise(title, followed[way]!))];
}

async function measurePhotos(people: readonly Person[], model: AgeGenderModel): Promise<IntervalResult> {
  const known = people.filter(({ age }) => age !== null);
  const answers = await model.predict(known);
  const mean = (value: (index: number) => number) =>
    answers.reduce((sum, _, index) => sum + value(index), 0) / answers.length;
  const age = (index: number) => known[index]!.age!;
  const interval = (index: number) => answers[index]!.ageInterval;
  return {
    title: "photo",
    coverage: mean((index) => Number(age(index) >= interval(index)[0] && age(index) <= interval(index)[1])),
    width: mean((index) => interval(index)[1] - interval(index)[0]),
    ageError: mean((index) => Math.abs(answers[index]!.age - age(index))),
  };
}

function summarise(title: string, videos: readonly FollowedVideo[]): IntervalResult {
  const { intervalCoverage, intervalWidth, ageError } = measureVideos(videos);
  return { title, coverage: intervalCoverage, width: intervalWidth, ageError };
}

/** A detector that knows where faces are, and errs by as much as detectors do. */
function knowPlaces(frames: readonly KnownFrame[], random: Random): FaceDetector {
  const found = new Map(
    frames.map(({ image, places = [] }) => {
      const faces = places.map(({ box: { x, y, width, height } }) => {
        const off = (size: number) => random.normal(0, detectorSpread * size);
        return {
          box: { x: x + off(width), y: y + off(height), width: width + off(width), height: height + off(height) },
        };
      });
      return [image, faces.map(({ box }) => ({ box, score: 1 }))] as const;
    }),
  );
  return {
    name: "true places",
    detect: async (image) => found.get(image) ?? [],
    async dispose() {},
    async [Symbol.asyncDispose]() {},
  };
}
