import { writeWholeFile } from "@fagr/core/files";
import type { PrepareProgress } from "@fagr/data";
import { type Command, InvalidArgumentError } from "commander";
import type { CommandContext, RegisterCommand } from "../context";
import { openNamedDetector } from "../engine/open-detector";
import { preferYunet } from "../engine/prefer-yunet";
import {
  addDetectorBackendOption,
  addDetectorOptions,
  addDetectorSizeOption,
  type DetectorOptions,
  type ModelOptions,
  numberFrom,
  wholeNumber,
} from "../options";
import { bar, clock } from "../output/numbers";
import { type NamedDataSet, openSources, parseSource } from "../prepare/parse-source";
import { coverageWarnings, preparationToJson, preparationToLines } from "../prepare/preparation-report";

interface PrepareCommandOptions extends DetectorOptions, Pick<ModelOptions, "backend"> {
  out: string;
  size: number;
  boxScale: number;
  minimumSize?: number;
  minimumSharpness?: number;
  largestRival?: number;
  contactSheet?: string;
  overwrite?: boolean;
  json?: boolean;
}

const help = `
A source is reader:path, or name=reader:path to give the data set another name. Readers: adience, afad, agedb,
appa-real, celeba, chalearn, csv, fairface, fg-net, imdb-wiki, lag, lfw, megaage-asian, tfrecord, utkface.

Options of a reader follow a question mark: "appa-real:data/appa-real-release?part=train&age=apparent". Layouts and
options are in docs/guides/data-sets.md.

  fagr prepare utkface:data/utkface "WIKI=imdb-wiki:data/wiki_crop?minimumFaceScore=2" --out crops

The folder gets crops.bin (uint8 RGB), crops.json (labels, counts, checksums) and dropped.jsonl (each picture that was
left out, and why). Run the same command again to continue after a stop; the bytes are the same each time.
Sharpness is the variance of the Laplacian of the face at 32x32 pixels: see docs/guides/quality-filter.md.`;

/** `fagr prepare`: data sets become one folder of packed crops to train on. */
export const registerPrepare: RegisterCommand = (program, context) => {
  const command = program
    .command("prepare")
    .description("crop the faces of data sets and pack them into one folder for training")
    .argument("<source...>", "data sets to read, such as utkface:data/utkface", parseSource)
    .requiredOption("--out <folder>", "folder for the packed crops")
    .option("--size <pixels>", "side of a crop", wholeNumber, 88)
    .option(
      "--box-scale <boxes>",
      "side of a crop, in bounding boxes; augmentation uses the surroundings of the face",
      numberFrom(1),
      1.4,
    )
    .option("--minimum-size <pixels>", "drop faces that are smaller than this (default: 32)", numberFrom(0))
    .option("--minimum-sharpness <value>", "drop faces with a lower sharpness (default: 100)", numberFrom(0))
    .option(
      "--largest-rival <share>",
      'drop pictures whose second face is more prominent than this share of the first, or "any" (default: 0.5)',
      (text) => (text === "any" ? Number.POSITIVE_INFINITY : numberFrom(0)(text)),
    )
    .option("--contact-sheet <file>", "draw kept and dropped faces, sorted by sharpness, .png or .jpg", sheetFile)
    .option("--overwrite", "replace other crops in the folder")
    .option("--json", "print one JSON object")
    .addHelpText("after", help);
  addDetectorBackendOption(addDetectorSizeOption(addDetectorOptions(command))).action(
    async (sets: NamedDataSet[], options: PrepareCommandOptions, running: Command) => {
      const isFree = !options.crops && running.getOptionValueSource("detector") === "default";
      await prepare(sets, isFree ? await preferYunet(options, context) : options, context);
    },
  );
};

async function prepare(sets: readonly NamedDataSet[], options: PrepareCommandOptions, context: CommandContext) {
  const { ageCoverage, prepareCrops } = await import("@fagr/data");
  const sources = await openSources(sets);
  const detector = options.crops ? null : await openNamedDetector(options, context);
  let progress: PrepareProgress | undefined;
  try {
    const { out: folder, size, boxScale, minimumSize, minimumSharpness, largestRival, overwrite = false } = options;
    const manifest = await prepareCrops(sources, {
      ...{ folder, size, boxScale, minimumSize, minimumSharpness, largestRival, overwrite, detector },
      signal: context.signal,
      onProgress(now) {
        progress = now;
        context.progress(progressLine(now));
      },
    });
    const coverage = ageCoverage(manifest.samples);
    const lines = options.json
      ? [preparationToJson(folder, manifest, coverage)]
      : preparationToLines(folder, manifest, coverage);
    for (const line of lines) context.print(line);
    for (const warning of coverageWarnings(coverage)) context.note(warning);
    if (options.contactSheet) await drawSheet(options.contactSheet, folder, sources);
  } catch (error) {
    if (context.signal.aborted) context.note(stoppedNote(progress));
    throw error;
  } finally {
    await detector?.dispose();
  }
}

async function drawSheet(file: string, folder: string, sources: Awaited<ReturnType<typeof openSources>>) {
  const { chooseSheetFaces } = await import("../prepare/sheet-faces");
  const { drawContactSheet } = await import("../prepare/contact-sheet");
  const faces = await chooseSheetFaces(folder, sources);
  await writeWholeFile(file, await drawContactSheet(faces, /\.png$/i.test(file) ? "png" : "jpeg"));
}

function progressLine({ phase, done, total, imagesPerSecond, secondsLeft }: PrepareProgress): string {
  if (phase === "reading" || total === null) return `reading ${done} pictures, ${imagesPerSecond.toFixed(0)} images/s`;
  const left = secondsLeft === null ? "" : `, ${clock(secondsLeft)} left`;
  return `${bar(done / total)} ${done}/${total} images, ${imagesPerSecond.toFixed(1)} images/s${left}`;
}

function stoppedNote(progress: PrepareProgress | undefined): string {
  const done =
    progress?.phase === "cutting" ? `after ${progress.done} of ${progress.total} pictures` : "before the first crop";
  return `Stopped ${done}. Run the same command again to continue.`;
}

function sheetFile(text: string): string {
  if (!/\.(png|jpe?g)$/i.test(text)) throw new InvalidArgumentError("Expected a file name that ends in .png or .jpg.");
  return text;
}
