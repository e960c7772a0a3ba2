import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Option } from "commander";
import type { CommandContext, RegisterCommand } from "../context";
import { openNamedDetector } from "../engine/open-detector";
import { openModel } from "../engine/open-model";
import type { PartOutcome } from "../label/label-part";
import { parseShard, partsFrom, partsOf, type Shard } from "../label/which-parts";
import {
  addDetectorOptions,
  addDetectorSizeOption,
  addModelOptions,
  type DetectorOptions,
  type ModelOptions,
  numberBelow,
  wholeNumber,
} from "../options";
import { ImageProgress } from "../output/image-progress";
import { withThousands } from "../output/numbers";

interface LabelCommandOptions extends ModelOptions, DetectorOptions {
  list: string;
  out: string;
  root?: string;
  shard: Shard;
  partSize: number;
  interval: number;
  partsFromStdin?: boolean;
  plan?: boolean;
}

const help = `
The list has a picture's name on each line. The folder gets plan.json and a Parquet file for every 10,000 lines, with a row for
each picture: the box, age, gender and further attributes of the most prominent face, or the error if it could not be read. A
file is complete or absent. Run the same command again to continue after a stop, with any number of shares:

  fagr label --list files.txt --out labels --shard 1/4      # a different number from 1 to 4 on each machine, all on one disk

Prints one JSON object per part. --parts-from-stdin takes the numbers of parts from a queue: see examples/label-fleet.`;

/** `fagr label`: age and gender of millions of pictures, as a table. */
export const registerLabel: RegisterCommand = (program, context) => {
  const command = program
    .command("label")
    .description("label the pictures of a long list into Parquet files, on as many machines as you like")
    .requiredOption("--list <file>", "names of pictures, one per line")
    .requiredOption("--out <folder>", "folder for the parts")
    .option("--root <folder>", "folder that the names are relative to (default: the list's)")
    .option("--shard <share>", "label only this share of the parts, such as 1/4", parseShard, { number: 1, of: 1 })
    .option("--part-size <lines>", "lines of the list in a part", wholeNumber, 10_000)
    .option("--interval <probability>", "probability that the age interval holds", numberBelow(1), 0.8)
    .addOption(new Option("--parts-from-stdin", "read part numbers from the input, one per line").conflicts("shard"))
    .option("--plan", "only make the plan, and print the number of parts")
    .addHelpText("after", help);
  addModelOptions(addDetectorSizeOption(addDetectorOptions(command))).action((options: LabelCommandOptions) =>
    label(options, context),
  );
};

async function label(options: LabelCommandOptions, context: CommandContext): Promise<void> {
  const { list, out, partSize, interval, root = dirname(list), shard } = options;
  const { openPlan } = await import("../label/label-plan");
  const { labelPart } = await import("../label/label-part");
  const model = await openModel(options, context);
  const detector = options.crops ? null : await openNamedDetector(options, context);
  try {
    const { name, version, files, calibration } = model.manifest;
    // A calibration changes intervals and probabilities as other weights would.
    const weights = createHash("sha256")
      .update(JSON.stringify([files, calibration]))
      .digest("hex")
      .slice(0, 12);
    const settings = { model: `${name} ${version} ${weights}`, detector: detector?.name ?? "none", interval };
    const plan = await openPlan({ list, out, partSize, settings });
    const parts = plan.offsets.length;
    if (options.plan) {
      context.print(JSON.stringify({ lines: plan.list.lines, parts }));
      return;
    }
    const chosen = options.partsFromStdin ? partsFrom(process.stdin, parts) : partsOf(shard, parts);
    const mine = options.partsFromStdin ? parts : [...partsOf(shard, parts)].length;
    const progress = new ImageProgress(Math.min(mine * partSize, plan.list.lines), context);
    const started = performance.now();
    let pictures = 0;
    const { signal } = context;
    const labeller = { plan, list, root, out, model, detector, signal, onPicture: () => progress.imageDone() };
    for await (const part of chosen) {
      const outcome = await labelPart(part, labeller);
      pictures += outcome.pictures;
      context.print(toJson(outcome));
    }
    const seconds = (performance.now() - started) / 1000;
    const done = (await readdir(out)).filter((file) => file.endsWith(".parquet")).length;
    context.note(
      `${withThousands(pictures)} pictures in ${seconds.toFixed(1)} s, ${(pictures / seconds).toFixed(1)} a second; ${done} of ${parts} parts are done.`,
    );
  } finally {
    await Promise.all([model.dispose(), detector?.dispose()]);
  }
}

function toJson({ part, pictures, errors, wasThere }: PartOutcome): string {
  return JSON.stringify({ part, pictures, errors, wasThere });
}
