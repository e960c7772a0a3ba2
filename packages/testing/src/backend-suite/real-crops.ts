import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type BoundingBox, loadImage } from "@fagr/core";
import type { PixelRegion } from "@fagr/core/network";
import { sharedFile } from "../shared-folder";

/** Data sets whose crops are used, and where in a picture the face is: UTKFace is cropped already. */
const boxes: Readonly<Record<string, BoundingBox | undefined>> = {
  "data/utkface": undefined,
  "data/lfw-dev": { x: 52, y: 52, width: 96, height: 110 },
};

/** Folders beside the repository; one of them is enough. */
export const cropFolders = Object.keys(boxes);

/** Faces of all data sets that are there, spread over their files. */
export async function loadRealCrops(count: number): Promise<PixelRegion[]> {
  const folders = cropFolders.filter((folder) => sharedFile(folder));
  const faces = folders.map(async (name) => {
    const folder = sharedFile(name)!;
    const files = readdirSync(folder)
      .filter((file) => file.endsWith(".jpg"))
      .sort();
    const wanted = Math.ceil(count / folders.length);
    const chosen = Array.from({ length: wanted }, (_, index) => files[Math.floor((index * files.length) / wanted)]!);
    const box = boxes[name];
    return Promise.all(
      chosen.map(async (file) => ({ image: await loadImage(join(folder, file)), ...(box ? { box } : {}) })),
    );
  });
  return (await Promise.all(faces)).flat().slice(0, count);
}
