import { DataError } from "@fagr/core";
import type { FaceSample } from "../samples/face-sample";
import type { ListedPicture } from "./list-pictures";
import { nameBelowRoot, type PrepareSource } from "./prepare-source";

/**
 * Reads the sources once more, for some of the pictures that `listPictures` found. Labels are the source's own, not merged
 * with those of copies.
 *
 * @param pictures - In the order in which they were listed.
 * @throws DataError if a source has changed since it was listed.
 *
 * @example
 * ```ts
 * const { pictures } = await listPictures([source], {});
 * for await (const { file, bytes } of readListed(pictures, [source])) await loadImage(bytes ?? file);
 * ```
 */
export async function* readListed(
  pictures: readonly ListedPicture[],
  sources: readonly PrepareSource[],
): AsyncGenerator<FaceSample> {
  let next = 0;
  for (const source of sources) {
    if (pictures[next]?.sample.source !== source.name) continue;
    let position = 0;
    for await (const sample of source.read({})) {
      const wanted = pictures[next];
      if (wanted?.sample.source !== source.name) break;
      if (position++ !== wanted.position) continue;
      if (nameBelowRoot(source, sample.file) !== wanted.sample.file)
        throw new DataError(
          sample.file,
          `Expected ${wanted.sample.file} again, received ${sample.file}: the data set changed while it was read.`,
        );
      next++;
      yield sample;
    }
  }
  const missing = pictures[next]?.sample;
  if (missing)
    throw new DataError(
      missing.file,
      `Expected ${missing.file} of ${missing.source} again, but it is gone: the data set changed while it was read.`,
    );
}
