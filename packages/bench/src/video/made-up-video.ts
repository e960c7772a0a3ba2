import type { BoundingBox, Gender, RgbImage } from "@fagr/core";
import { createRandom } from "@fagr/testing";
import { createPath, type FrameSize } from "./motion";
import { addNoise, paintBackground, paintFace, paintPillar } from "./render";

/** A person of known age, cut out of a picture. */
export interface Person {
  readonly image: RgbImage;
  readonly box: BoundingBox;
  /** Years, or null where unknown. */
  readonly age: number | null;
  readonly gender: Gender | null;
}

/** Where a person truly is in a frame. */
export interface TruePlace {
  /** Index of the person. */
  readonly person: number;
  readonly box: BoundingBox;
  /** Less than a third of the face is behind others or the pillar. */
  readonly visible: boolean;
}

/** A frame with what is known of it. */
export interface KnownFrame {
  readonly image: RgbImage;
  /** Seconds. */
  readonly timestamp: number;
  /** Undefined for a video that was not made up. */
  readonly places?: readonly TruePlace[];
}

/** How a video is made up. */
export interface MadeUpOptions extends FrameSize {
  readonly frameRate: number;
  readonly seconds: number;
  readonly seed: number;
  /** Stands in front of everybody. Default true. */
  readonly pillar?: boolean;
}

/** Real faces that move before a wall and behind a pillar. The same for the same seed. */
export function* makeUpVideo(
  people: readonly Person[],
  { width, height, frameRate, seconds, seed, pillar: hasPillar = true }: MadeUpOptions,
): Generator<KnownFrame> {
  const random = createRandom(seed);
  const paths = people.map(({ box }) => createPath({ width, height }, { aspect: box.width / box.height, random }));
  const wall = paintBackground({ width, height }, random);
  const pillar = { x: 0.6 * width, y: 0, width: hasPillar ? 0.1 * width : 0, height };
  for (let frame = 0; frame < Math.round(seconds * frameRate); frame++) {
    const timestamp = frame / frameRate;
    const poses = paths.map((path) => path(timestamp));
    const image = { width, height, data: wall.data.slice() };
    for (const [person, pose] of poses.entries()) paintFace(image, people[person]!, pose);
    paintPillar(image, pillar);
    addNoise(image, 3, random);
    // Later ones stand before earlier ones, the pillar before all.
    const places = poses.map(({ box }, person) => {
      const before = [...poses.slice(person + 1).map((pose) => pose.box), pillar];
      return { person, box, visible: before.every((other) => coveredShare(box, other) < 1 / 3) };
    });
    yield { image, timestamp, places };
  }
}

/** The share of a box that another one covers. */
function coveredShare(box: BoundingBox, other: BoundingBox): number {
  const across = Math.min(box.x + box.width, other.x + other.width) - Math.max(box.x, other.x);
  const down = Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y);
  return across <= 0 || down <= 0 ? 0 : (across * down) / (box.width * box.height);
}
