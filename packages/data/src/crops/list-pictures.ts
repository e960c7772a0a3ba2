import { InvalidArgumentError } from "@fagr/core";
import { pMapIterable } from "p-map";
import type { FaceSample } from "../samples/face-sample";
import { hashSample } from "../samples/hash-sample";
import { type MergeOptions, mergeIdentical } from "../samples/merge-identical";
import { contradictionReason, type HashedSample } from "../samples/split";
import type { DroppedSample } from "./dropped-sample";
import { nameBelowRoot, type PrepareSource } from "./prepare-source";

/** A picture to crop: its labels, merged with those of its copies, and where to find it again. */
export interface ListedPicture {
  /** With its file named below the root. */
  readonly sample: HashedSample;
  /** Its index among the samples of its source, from 0. */
  readonly position: number;
}

/** All distinct pictures of some sources, and the dropped ones. */
export interface PictureList {
  readonly pictures: readonly ListedPicture[];
  readonly dropped: readonly DroppedSample[];
}

/**
 * Reads and hashes all pictures of the sources. Copies and contradictions are found across all of them, see `mergeIdentical`;
 * pictures that are not samples, cannot be read, are copies or have contradicting labels are listed in `dropped`.
 *
 * @throws DataError as the sources' readers do; the signal's reason if it was stopped.
 *
 * @example
 * ```ts
 * const source: PrepareSource = { name: "UTKFace", root: "data/utkface", read: (options) => readUtkFace("data/utkface", options) };
 * const { pictures, dropped } = await listPictures([source], {});
 * console.log(pictures.length, dropped.length);
 * ```
 */
export async function listPictures(
  sources: readonly PrepareSource[],
  {
    signal,
    onPicture,
    ...merging
  }: MergeOptions & { signal?: AbortSignal | undefined; onPicture?: (count: number) => void },
): Promise<PictureList> {
  const pictures: ListedPicture[] = [];
  const dropped: DroppedSample[] = [];
  const unreadable: DroppedSample[] = [];
  for (const source of sources) {
    const { name } = source;
    const samples = source.read({
      onSkip: ({ file, reason }) =>
        dropped.push({ source: name, file: nameBelowRoot(source, file), reason: "notASample", detail: reason }),
    });
    let position = 0;
    for await (const { sample, error } of pMapIterable(samples, hash, { concurrency: 8 })) {
      signal?.throwIfAborted();
      const file = nameBelowRoot(source, sample.file);
      if (error) unreadable.push({ source: name, file, reason: "unreadable", detail: withoutPath(error, sample.file) });
      else pictures.push({ sample: { ...sample, file, source: name }, position });
      position++;
      onPicture?.(pictures.length);
    }
  }
  const distinct: ListedPicture[] = [];
  const copies: DroppedSample[] = [];
  for (const group of mergeIdentical(
    pictures.map(({ sample }) => sample),
    merging,
  )) {
    const [reason, detail] =
      group.kind === "contradiction"
        ? (["contradictingLabels", contradictionReason] as const)
        : (["identical", `identical to ${group.sample.file} of ${group.sample.source}`] as const);
    for (const { source, file } of group.copies) copies.push({ source, file, reason, detail });
    if (group.kind === "contradiction") continue;
    const { index, ...sample } = group.sample;
    distinct.push({ sample, position: pictures[index]!.position });
  }
  return { pictures: distinct, dropped: [...dropped, ...unreadable, ...copies] };
}

type Hashed = { sample: HashedSample; error?: undefined } | { sample: FaceSample; error: Error };

async function hash(sample: FaceSample): Promise<Hashed> {
  try {
    return { sample: await hashSample(sample) };
  } catch (error) {
    return { sample, error: error as Error };
  }
}

/** Node's messages contain the path as it was given, which differs from machine to machine. */
export function withoutPath({ message }: Error, path: string): string {
  return message.replaceAll(path, "the file");
}

/** @throws InvalidArgumentError if there is no source or two have one name. */
export function checkSources(sources: readonly PrepareSource[]): void {
  if (sources.length === 0) throw new InvalidArgumentError("Expected at least one source of pictures, received none.");
  const names = sources.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InvalidArgumentError(
      `Expected sources of different names, received "${twice}" twice. Give one of them another name.`,
    );
}
