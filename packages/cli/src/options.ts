import { type BackendName, backendNames } from "@fagr/backend-auto";
import { type Command, InvalidArgumentError, Option } from "commander";

/** What `createFaceDetector` of `@fagr/detect` makes, which the command line does not import before it is needed. */
export const detectorNames = ["ssd", "yunet"] as const;

/** Options of every command that loads a model. */
export interface ModelOptions {
  model?: string;
  backend: "auto" | BackendName;
}

/** Options of every command that looks for faces. */
export interface DetectorOptions {
  crops?: boolean;
  detector: (typeof detectorNames)[number];
  detectorModel?: string;
  detectorSize?: number;
  minScore?: number;
}

export function addModelOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--model <manifest>",
        'a model\'s manifest.json, or an edition of @fagr/weights: "all-ages" for 0 to 100 years, "int8", "float16", "all-ages-int8", "all-ages-float16" (default: 18 to 65 years, float32)',
      ),
    )
    .addOption(
      new Option("--backend <name>", "the model's backend; auto is the fastest that runs here, see fagr backends")
        .choices(["auto", ...backendNames])
        .default("auto"),
    );
}

/** For commands without a model. */
export function addDetectorBackendOption(command: Command): Command {
  return command.addOption(
    new Option("--backend <name>", "the detectors' backend; auto is fagr's own engine")
      .choices(["auto", "onnxruntime-node", "onnxruntime-web"])
      .default("auto"),
  );
}

export function addDetectorOptions(command: Command): Command {
  return command
    .option("--crops", "each image is a face already: use the whole image, without a detector")
    .addOption(new Option("--detector <name>", "the face detector").choices(detectorNames).default("ssd"))
    .addOption(
      new Option(
        "--detector-model <file>",
        "YuNet's file, for --detector yunet (default: where `fagr download yunet` puts it)",
      ).implies({ detector: "yunet" }),
    )
    .hook("preAction", (running) => {
      const { detector, detectorModel } = running.opts<DetectorOptions>();
      if (detectorModel !== undefined && detector !== "yunet")
        running.error("error: --detector-model is for --detector yunet; the ssd detector comes with its model");
    });
}

/** For commands that look at small pictures of one large face, where YuNet is better at fewer pixels. */
export function addDetectorSizeOption(command: Command): Command {
  return command
    .option(
      "--detector-size <pixels>",
      "side of YuNet's input, for a copy of it with free height and width",
      wholeNumber,
    )
    .hook("preAction", (running) => {
      const { detector, detectorSize } = running.opts<DetectorOptions>();
      if (detectorSize !== undefined && detector !== "yunet")
        running.error("error: --detector-size is for --detector yunet");
    });
}

/** Parses a number strictly between 0 and a limit; anything else is a usage error. */
export function numberBelow(limit: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !(value > 0 && value < limit))
      throw new InvalidArgumentError(`Expected a number between 0 and ${limit}, both excluded.`);
    return value;
  };
}

/** Parses a number above a limit; anything else is a usage error. */
export function numberAbove(limit: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !(value > limit && value < Number.POSITIVE_INFINITY))
      throw new InvalidArgumentError(`Expected a number > ${limit}.`);
    return value;
  };
}

/** Parses a number from a limit on; anything else is a usage error. */
export function numberFrom(limit: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= limit && value < Number.POSITIVE_INFINITY))
      throw new InvalidArgumentError(`Expected a number >= ${limit}.`);
    return value;
  };
}

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a whole number >= 1.");
  return Number(text);
}

export function wholeNumberFromZero(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Expected a whole number >= 0.");
  return Number(text);
}

/** Parses "18-65". */
export function ageRange(text: string): [minimum: number, maximum: number] {
  const [, minimum, maximum] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (minimum === undefined || Number(minimum) >= Number(maximum))
    throw new InvalidArgumentError("Expected two ages in whole years, the lower first, such as 18-65.");
  return [Number(minimum), Number(maximum)];
}

/** Parses a share of the pictures that is set apart. */
export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value < 1))
    throw new InvalidArgumentError("Expected a share from 0 to 1, 1 excluded.");
  return value;
}

/** Options of commands that choose among labelled faces. */
export function addFaceSelectionOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--part <part>", "which split of the distinct pictures to measure, as fagr train splits them")
        .choices(["all", "training", "validation"])
        .default("all"),
    )
    .option("--validation-share <share>", "share of the validation split", share, 0.1)
    .option("--limit <number>", "at most this many faces of each data set, chosen at random", wholeNumber)
    .option("--seed <number>", "seed of this choice", wholeNumber, 1);
}
