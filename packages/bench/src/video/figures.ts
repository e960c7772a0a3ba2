import type { BoundingBox } from "@fagr/core";
import type { TrackedFace, TrackedFrame } from "@fagr/video";
import type { KnownFrame, Person } from "./made-up-video";

/** What is known of a frame, without its picture. */
type KnownPlaces = Pick<KnownFrame, "places">;

/** One face in one frame of the results, with who it truly is. */
export interface Sighting {
  readonly face: TrackedFace;
  readonly frame: number;
  /** Index of the person; undefined for a face that is nobody's, or in a video of which nothing is known. */
  readonly person: number | undefined;
}

/** What a way of following is worth. */
export interface VideoFigures {
  /** Frames of the video, and the share in which faces were looked for. */
  readonly frames: number;
  readonly searchedShare: number;
  /** Standard deviation of the change of a face's age from one frame to the next, years. */
  readonly ageJitter: number;
  /** Standard deviation of a face's age about its own mean, years. */
  readonly ageSpread: number;
  /** Changes of gender within an identity. */
  readonly genderFlips: number;
  /** Identities that were given. */
  readonly identities: number;
  /** Times that the identity of a visible person changed. */
  readonly switches: number;
  /** Share of the visible faces that were shown. */
  readonly recall: number;
  /** Mean absolute age error of all sightings of known age, years, and the share whose interval holds the age. */
  readonly ageError: number;
  readonly intervalCoverage: number;
  /** Mean width of those intervals, years. */
  readonly intervalWidth: number;
}

/**
 * Says who each face of the results is. In each frame every person is one face at most and every face one person, those of the largest
 * overlap first (half of what both cover at least): where people pass each other a box can lie over two of them.
 */
function identify(results: readonly TrackedFrame[], frames: readonly KnownPlaces[]): Sighting[] {
  return results.flatMap(({ frame, faces }) => {
    const pairs = faces
      .flatMap((face) =>
        (frames[frame]!.places ?? []).map(({ person, box }) => ({ face, person, share: overlap(box, face.box) })),
      )
      .filter(({ share }) => share >= 0.5)
      .sort((one, other) => other.share - one.share);
    const persons = new Map<TrackedFace, number>();
    for (const { face, person } of pairs)
      if (!persons.has(face) && ![...persons.values()].includes(person)) persons.set(face, person);
    return faces.map((face) => ({ face, frame, person: persons.get(face) }));
  });
}

/** A video and what following its faces gave. */
export interface FollowedVideo {
  readonly results: readonly TrackedFrame[];
  readonly frames: readonly KnownPlaces[];
  readonly people: readonly Person[];
}

/** Measures a way of following over some videos. */
export function measureVideos(videos: readonly FollowedVideo[]): VideoFigures {
  const measured = videos.map(measureVideo);
  const all = (name: "searched" | "steps" | "deviations" | "shown" | "errors" | "covered" | "widths") =>
    measured.flatMap((video) => video[name]);
  const total = (name: "flips" | "identities" | "switches") => measured.reduce((sum, video) => sum + video[name], 0);
  return {
    frames: all("searched").length,
    searchedShare: mean(all("searched")),
    ageJitter: rootMeanSquare(all("steps")),
    ageSpread: rootMeanSquare(all("deviations")),
    genderFlips: total("flips"),
    identities: total("identities"),
    switches: total("switches"),
    recall: mean(all("shown")),
    ageError: mean(all("errors")),
    intervalCoverage: mean(all("covered")),
    intervalWidth: mean(all("widths")),
  };
}

function measureVideo({ results, frames, people }: FollowedVideo) {
  const sightings = identify(results, frames);
  const identities = group(sightings, ({ face }) => face.id);
  // Whoever is hidden has no face of which to say whose it is.
  const isVisible = ({ frame, person }: Sighting) =>
    frames[frame]!.places?.some((place) => place.person === person && place.visible) ?? false;
  const persons = group(sightings.filter(isVisible), ({ person }) => person!);
  const known = sightings.flatMap(({ face, person }) => {
    const age = person === undefined ? null : people[person]!.age;
    return age === null ? [] : [{ face, age }];
  });
  const shown = new Set(sightings.map(({ frame, person }) => `${frame} ${person}`));
  return {
    searched: results.map(({ searched }) => Number(searched)),
    steps: identities.flatMap((sighted) =>
      pairs(sighted)
        .filter(([before, after]) => after.frame === before.frame + 1)
        .map(([before, after]) => after.face.age - before.face.age),
    ),
    deviations: identities.flatMap((sighted) => {
      const average = mean(sighted.map(({ face }) => face.age));
      return sighted.map(({ face }) => face.age - average);
    }),
    flips: countChanges(identities, ({ face }) => face.gender),
    identities: identities.length,
    switches: countChanges(persons, ({ face }) => face.id),
    shown: frames.flatMap(({ places = [] }, frame) =>
      places.filter(({ visible }) => visible).map(({ person }) => Number(shown.has(`${frame} ${person}`))),
    ),
    errors: known.map(({ face, age }) => Math.abs(face.age - age)),
    widths: known.map(({ face }) => face.ageInterval[1] - face.ageInterval[0]),
    covered: known.map(({ face, age }) => Number(age >= face.ageInterval[0] && age <= face.ageInterval[1])),
  };
}

const pairs = <T>(list: readonly T[]): (readonly [T, T])[] =>
  list.slice(1).map((item, index) => [list[index]!, item] as const);

function countChanges<T>(groups: readonly (readonly T[])[], what: (item: T) => unknown): number {
  return groups.flatMap((list) => pairs(list).filter(([before, after]) => what(before) !== what(after))).length;
}

function group<T>(list: readonly T[], key: (item: T) => number): T[][] {
  const groups = new Map<number, T[]>();
  for (const item of list) {
    const members = groups.get(key(item));
    if (members) members.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}

/** NaN of nothing. */
const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const rootMeanSquare = (numbers: readonly number[]) => Math.sqrt(mean(numbers.map((number) => number ** 2)));

/** What two boxes share by what they cover together. */
function overlap(one: BoundingBox, other: BoundingBox): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (one.width * one.height + other.width * other.height - width * height);
}
