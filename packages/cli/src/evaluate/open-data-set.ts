import { type DroppedSample, type DropReason, listPictures, type PrepareSource, readListed } from "@fagr/data";
import type { CommandContext } from "../context";
import type { FileToAnalyze } from "../engine/analyze-files";
import { escapeControls } from "../output/escape-controls";
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
  context: CommandContext,
): Promise<FaceSet> {
  const { name, spec } = source;
  const { signal, progress, detail } = context;
  const { pictures, dropped } = await listPictures([source], {
    signal,
    onPicture: (count) => progress(`${name}: reading ${count} pictures`),
  });
  tellLeftOut(source, dropped, context);
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
    async *pictures(done): AsyncGenerator<FileToAnalyze> {
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

/** How many files are named for each reason; all are with --verbose. */
const mostNamed = 5;

/**
 * Tells what the data set's reader left out, and why. Rows of a table that the user has written are pictures that the user has named:
 * without them the command has not done what it was told to.
 */
function tellLeftOut(
  { name, spec }: SpecifiedSource,
  dropped: readonly DroppedSample[],
  { note, fail }: CommandContext,
): void {
  const byReason = new Map<string, string[]>();
  for (const { file, reason, detail } of dropped) {
    if (reason !== "notASample") continue;
    const [general = detail] = detail.split(" (there is ");
    const shown = file + detail.slice(general.length);
    byReason.set(general, [...(byReason.get(general) ?? []), shown]);
  }
  for (const [reason, files] of byReason) {
    const named = files.slice(0, mostNamed).map(escapeControls).join(", ");
    note(`${name}: ${files.length} left out: ${reason}: ${named}${files.length > mostNamed ? ", …" : ""}`);
  }
  if (byReason.size > 0 && spec.startsWith("csv:")) fail();
}
