import { stat } from "node:fs/promises";
import { basename, dirname, extname, isAbsolute, join } from "node:path";
import { InvalidArgumentError } from "@fagr/core";
import { type FaceSample, readLabels } from "@fagr/data";
import type { CommandContext } from "../context";
import { type NamedDataSet, openSources } from "../prepare/parse-source";
import type { Selection } from "./choose-faces";
import type { FaceSet } from "./face-set";
import { openCropFolder } from "./open-crop-folder";
import { openDataSet, type SpecifiedSource } from "./open-data-set";

/** Where labelled faces come from. */
export interface FaceInputs {
  readonly sets: readonly NamedDataSet[];
  /** A CSV of labels, and the folder of its pictures where it is another. */
  readonly labels?: string | undefined;
  readonly images?: string | undefined;
  /** A folder of packed crops. */
  readonly cropSet?: string | undefined;
}

/**
 * Opens everything that the command line names, before anything is predicted.
 *
 * @throws InvalidArgumentError if two sets share a name or none of a set's faces is chosen.
 */
export async function openFaceSets(
  { sets, labels, images, cropSet }: FaceInputs,
  selection: Selection,
  context: CommandContext,
): Promise<FaceSet[]> {
  const sources: SpecifiedSource[] = [
    ...(labels === undefined ? [] : [await labelledPictures(labels, images ?? dirname(labels))]),
    ...(await openSources(sets)).map((source, index) => {
      const { reader, path } = sets[index]!;
      return { ...source, spec: `${reader}:${path}` };
    }),
  ];
  const opened = cropSet === undefined ? [] : await openCropFolder(cropSet, selection);
  checkNames([...sources, ...opened].map(({ name }) => name));
  for (const source of sources) opened.push(await openDataSet(source, selection, context));
  const empty = opened.find(({ faces }) => faces.length === 0);
  if (empty) throw new InvalidArgumentError(`No face of ${empty.name} is selected: ${reasonsOf(empty)}.`);
  if (opened.length === 0)
    throw new InvalidArgumentError(`No packed crop in ${cropSet} matches --part, --ages and --gender-only.`);
  return opened;
}

/** The pictures of `--labels`. Unlike its reader's, a listed file that is missing is a failure. */
async function labelledPictures(labels: string, images: string): Promise<SpecifiedSource> {
  const rows = await readLabels(labels);
  if (!(await stat(images).catch(() => null))?.isDirectory())
    throw new InvalidArgumentError(
      `Expected a folder of images, but ${images} is not a folder. Name it with --images.`,
    );
  const source = basename(labels, extname(labels));
  return {
    name: source,
    spec: `csv:${labels}`,
    root: images,
    read: () =>
      rows.map(
        ({ file, age, gender, domain = "americanEuropean", ...rest }): FaceSample => ({
          ...rest,
          file: isAbsolute(file) ? file : join(images, file),
          age,
          gender: gender === null ? null : gender === "male" ? 1 : 0,
          domain,
          source,
        }),
      ),
  };
}

function checkNames(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InvalidArgumentError(
      `Expected data sets of different names, received "${twice}" twice. Give one of them another name: NAME=reader:path.`,
    );
}

function reasonsOf({ unreadable, leftOut }: FaceSet): string {
  const reasons = [
    ...(unreadable.length > 0
      ? [`${unreadable.length} cannot be read (${unreadable[0]!.file}: ${unreadable[0]!.reason})`]
      : []),
    ...Object.entries(leftOut).map(([reason, count]) => `${count} left out as ${reason}`),
  ];
  return reasons.length > 0 ? reasons.join(", ") : "check --part, --ages and --gender-only";
}
