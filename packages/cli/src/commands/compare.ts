import { InvalidArgumentError } from "@fagr/core";
import { lockFolder } from "@fagr/core/files";
import { type Command, Option } from "commander";
import { type NamedModel, parseModels } from "../compare/parse-models";
import type { CommandContext, RegisterCommand } from "../context";
import { openNamedDetector } from "../engine/open-detector";
import { preferYunet } from "../engine/prefer-yunet";
import type { Selection } from "../evaluate/choose-faces";
import {
  addDetectorSizeOption,
  addFaceSelectionOptions,
  addModelOptions,
  ageRange,
  type DetectorOptions,
  detectorNames,
  type ModelOptions,
} from "../options";
import { formatTable } from "../output/table";
import { type NamedDataSet, parseSource } from "../prepare/parse-source";

interface CompareOptions extends DetectorOptions, Pick<ModelOptions, "backend">, Omit<Selection, "ages"> {
  models: NamedModel[];
  ages: [lowest: number, highest: number];
  out: string;
  overwrite?: boolean;
}

const help = `
A model is ours (the shipped weights), all-ages, a manifest.json, or another project's file: openvino:FILE
(age-gender-recognition-retail-0013), insightface:FILE (genderage of 2019; needs YuNet's landmarks), mfn:FILE (the
document's authors'). NAME= in front sets its name in tables. docs/guides/comparing.md says where to get the files.

  fagr compare --models ours,openvino:retail.onnx,insightface:genderage.onnx \\
    UTKFace=utkface:data/utkface LFW=lfw:data/lfw --limit 500 --out report

The folder gets report.md, report.json, the document's gender table and its figure 1 as SVG and PNG, and all predictions.
Run the same command again to continue after a stop.`;

/** `fagr compare`: the document's table and figure, for any models and data sets. */
export const registerCompare: RegisterCommand = (program, context) => {
  const command = program
    .command("compare")
    .description("compare models on labelled pictures: the document's gender table and age figure")
    .argument("<data set...>", "labelled pictures, such as utkface:data/utkface", parseSource)
    .requiredOption("--models <models>", "models to compare, separated by commas", parseModels)
    .requiredOption("--out <folder>", "folder for predictions, report, table and figure")
    .option("--overwrite", "replace predictions of another run in the folder")
    .option("--ages <range>", "only faces of these known ages, and those of unknown age", ageRange, [18, 65])
    .addOption(new Option("--detector <name>", "the face detector").choices(detectorNames).default("ssd"))
    .addOption(new Option("--detector-model <file>", "YuNet's file").implies({ detector: "yunet" }))
    .addHelpText("after", help);
  addFaceSelectionOptions(command);
  addBackendOption(addDetectorSizeOption(command)).action(
    async (sets: NamedDataSet[], options: CompareOptions, running: Command) => {
      const isFree = running.getOptionValueSource("detector") === "default";
      await compare(sets, isFree ? await preferYunet(options, context) : options, context);
    },
  );
};

/** Of the options of models, what ours run on: --models names the models. */
function addBackendOption(command: Command): Command {
  const [backend] = addModelOptions(command.createCommand()).options.filter(({ long }) => long === "--backend");
  return command.addOption(backend!);
}

async function compare(sets: readonly NamedDataSet[], options: CompareOptions, context: CommandContext) {
  await using _lock = await lockFolder(options.out, "fagr compare");
  const { openFaceSets } = await import("../evaluate/open-face-sets");
  const { openSystems } = await import("../compare/open-systems");
  const { predictSystems } = await import("../compare/predict-systems");
  const { measureRuns } = await import("../evaluate/measure-runs");
  const { writeComparison } = await import("../compare/write-comparison");
  const { part, validationShare, limit, seed, ages, out, overwrite = false } = options;
  const selection: Selection = { part, validationShare, limit, seed, ages };
  const faceSets = await openFaceSets({ sets }, selection, context);
  const systems = await openSystems(options.models, options, context);
  const detector = await openNamedDetector(options, context);
  try {
    checkSystems(systems, options.detector);
    const runs = await predictSystems(systems, faceSets, { detector, selection, out, overwrite, context });
    const measured = systems.map(({ name }, index) => ({
      name,
      sets: measureRuns(runs[index]!, { ages }).map((run, place) => ({ ...run, name: faceSets[place]!.name })),
    }));
    for (const line of toLines(measured)) context.print(line);
    context.note(`Written to ${out}: ${(await writeComparison(out, measured)).join(", ")}.`);
  } finally {
    await Promise.all([...systems.map((system) => system.dispose()), detector.dispose()]);
  }
}

function checkSystems(
  systems: readonly { readonly name: string; readonly needsLandmarks: boolean }[],
  detector: DetectorOptions["detector"],
): void {
  const aligned = systems.find(({ needsLandmarks }) => needsLandmarks);
  if (aligned && detector === "ssd")
    throw new InvalidArgumentError(
      `Expected a detector that gives landmarks, which ${aligned.name} needs to align faces, received ssd. Run \`fagr download yunet\` once, or name its file with --detector-model.`,
    );
  const names = systems.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InvalidArgumentError(
      `Expected models of different names, received "${twice}" twice. Give one of them another name: NAME=...`,
    );
}

/** Gender accuracy and age error, a line a system. */
function toLines(
  systems: readonly { readonly name: string; readonly sets: readonly import("@fagr/evaluation").NamedMeasurement[] }[],
): string[] {
  const columns = systems[0]!.sets.flatMap(({ name }) => [`${name} gender`, `${name} age error`]);
  const rows = systems.map(({ name, sets }) => [
    name,
    ...sets.flatMap(({ measurement: { gender, age } }) => [
      gender.accuracy.value?.toFixed(3) ?? "-",
      age.mae.value?.toFixed(2) ?? "-",
    ]),
  ]);
  return formatTable(["system", ...columns], rows, { right: columns });
}
