import { type DroppedSample, type DropReason, listPictures, type PrepareSource, readListed } from "@fagr/data";
import type { CommandContext } from "../context";
import type { ImageToAnalyze } from "../engine/analyze-images";
import { chooseFaces, type Selection } from "./choose-faces";
import type { FaceSet } from "./face-set";

/** A data set to measure on. */
export interface SpecifiedSource extends PrepareSource {
  /** What the command line says of it. */
  readonly spec: string;
}

/**
 * Reads what a data set has and chooses among its distinct pictures. Copies are looked for within the set alone, so that
 * its figures do not depend on what else is measured beside it.
 */
export async function openDataSet(
  source: SpecifiedSource,
  selection: Selection,
  { signal, progress, detail }: CommandContext,
): Promise<FaceSet> {
  const { name, spec } = source;
  const { pictures, dropped } = await listPictures([source], {
    signal,
    onPicture: (count) => progress(`${name}: reading ${count} pictures`),
  });
  for (const { file, detail: reason } of dropped) detail(`${name}: ${file}: ${reason}`);
  const samples = pictures.map(({ sample }) => sample);
  const chosen = chooseFaces(samples, selection).get(name) ?? [];
  return {
    name,
    spec,
    faces: chosen.map(({ index: _, ...face }) => face),
    unreadable: dropped.flatMap(({ file, reason, detail }) =>
      reason === "unreadable" ? [{ file, reason: detail }] : [],
    ),
    leftOut: countReasons(dropped.filter(({ reason }) => reason !== "unreadable")),
    async *pictures(done): AsyncGenerator<ImageToAnalyze> {
      const wanted = chosen.map(({ index }) => pictures[index]!).filter(({ sample }) => !done.has(sample.file));
      let next = 0;
      for await (const { file, bytes } of readListed(wanted, [source]))
        yield { file: wanted[next++]!.sample.file, picture: bytes ?? file };
    },
  };
}

function countReasons(dropped: readonly DroppedSample[]): Partial<Record<DropReason, number>> {
  const counts: Partial<Record<DropReason, number>> = {};
  for (const { reason } of dropped) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
