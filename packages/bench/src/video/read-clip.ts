import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DataError, loadImage } from "@fagr/core";
import type { KnownFrame } from "./made-up-video";

/** The pictures of a folder, in the order of their names, as the frames of a video. */
export async function readClip(folder: string, frameRate: number): Promise<KnownFrame[]> {
  const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).sort();
  if (names.length === 0)
    throw new DataError(
      folder,
      `Expected pictures of a video in ${folder}, found none. Write them with ffmpeg, for example.`,
    );
  const frames: KnownFrame[] = [];
  for (const [index, name] of names.entries())
    frames.push({ image: await loadImage(join(folder, name)), timestamp: index / frameRate });
  return frames;
}
