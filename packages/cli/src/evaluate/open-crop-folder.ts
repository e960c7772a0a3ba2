import type { FaceDetector } from "@fagr/core";
import { cropAt, openCropSet } from "@fagr/data";
import { chooseFaces, type Selection } from "./choose-faces";
import type { FaceSet } from "./face-set";

/**
 * The faces of packed crops, one set a data set. They were found when they were packed, so that measuring takes no detector
 * and no decoding; the pixels were resized once more than those of the pictures.
 */
export async function openCropFolder(folder: string, selection: Selection): Promise<FaceSet[]> {
  const crops = await openCropSet(folder);
  const { samples, detector, boxScale, size } = crops.manifest;
  return [...chooseFaces(samples, selection)].map(([name, chosen]) => ({
    name,
    spec: `crops:${folder}`,
    faces: chosen.map(({ index: _, ...face }) => face),
    unreadable: [],
    leftOut: {},
    // Packing resizes: the answers are not quite those for the pictures themselves.
    located: centreDetector(`${detector ?? "none"}, packed ${size}x${size}`, boxScale),
    async *pictures(done) {
      for (const { index, file } of chosen)
        if (!done.has(file)) yield { file, picture: { data: cropAt(crops, index), width: size, height: size } };
    },
  }));
}

/** Finds the box that a crop was cut around. */
function centreDetector(name: string, boxScale: number): FaceDetector {
  const dispose = async () => {};
  return {
    name,
    async detect({ width, height }) {
      const box = { width: width / boxScale, height: height / boxScale };
      return [{ box: { x: (width - box.width) / 2, y: (height - box.height) / 2, ...box }, score: 1 }];
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}
