import type { DetectedFace } from "@fagr/core";

/** Pixels of the input from one place of a feature map to the next. */
export const yunetStrides = [8, 16, 32] as const;

/** Names of the model's outputs for one stride. */
export function yunetOutputNames(stride: number) {
  return { face: `cls_${stride}`, object: `obj_${stride}`, box: `bbox_${stride}`, points: `kps_${stride}` };
}

/** What the network says at one stride, for its places in rows from the top. */
export interface YunetFeatureMap {
  readonly stride: number;
  /** Places in a row. */
  readonly columns: number;
  /** `[places]` probability of a face. */
  readonly face: Float32Array;
  /** `[places]` how well the box fits. */
  readonly object: Float32Array;
  /** `[places, 4]` centre relative to the place, and logarithm of width and height, in strides. */
  readonly box: Float32Array;
  /** `[places, 10]` x and y of five points relative to the place, in strides. */
  readonly points: Float32Array;
}

const pointCount = 5;

/**
 * The faces that reach a score, in pixels of the network's input. (YuNet, doi 10.1007/s11633-023-1423-y; libfacedetection's decoding.)
 */
export function decodeYunetFaces(map: YunetFeatureMap, minimumScore: number): DetectedFace[] {
  const { stride, columns } = map;
  const found: DetectedFace[] = [];
  for (let place = 0; place < map.face.length; place++) {
    const score = Math.sqrt(clamp(map.face[place]!) * clamp(map.object[place]!));
    if (!(score >= minimumScore)) continue;
    const column = place % columns;
    const row = (place - column) / columns;
    const [x, y, logWidth, logHeight] = map.box.subarray(place * 4, place * 4 + 4) as unknown as number[];
    const width = Math.exp(logWidth!) * stride;
    const height = Math.exp(logHeight!) * stride;
    const box = { x: (column + x!) * stride - width / 2, y: (row + y!) * stride - height / 2, width, height };
    const landmarks = Array.from({ length: pointCount }, (_, point) => ({
      x: (column + map.points[(place * pointCount + point) * 2]!) * stride,
      y: (row + map.points[(place * pointCount + point) * 2 + 1]!) * stride,
    }));
    found.push({ box, score, landmarks });
  }
  return found;
}

function clamp(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
