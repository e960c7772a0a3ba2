import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { InvalidArgumentError, type WeightsSource } from "@fagr/core";
import { weights as shipped } from "@fagr/weights";
import type { Command, Parsed } from "../support/command-line.mjs";
import { workspaceFolder } from "../support/workspace";
import { findMeasuredSets, type MeasuredSet, parseMeasuredSet, shippedValidationShare } from "./measured-set";
import type { SetJitter } from "./move-faces";
import { chooseDetector, type DetectorChoice } from "./prepare-set";
import { comparedAges, type FaceSelection } from "./select-faces";

/** A model of ours that is to be compared. */
export interface OwnModel {
  readonly name: string;
  readonly source: WeightsSource;
}

/** What is measured, and what becomes of it. */
export interface AccuracyOptions {
  readonly sets: readonly MeasuredSet[];
  readonly selection: FaceSelection;
  readonly detector: DetectorChoice;
  readonly models: readonly OwnModel[];
  /** Whether each model of ours is asked a second time, with mirror averaging. */
  readonly mirror: boolean;
  /** Names of the models that take part. */
  readonly only: RegExp;
  readonly jitter: SetJitter;
  /** Whether the steadiness of a model of this name is measured, or only taken where it is kept. */
  readonly steadinessOf: (name: string) => "measured" | "kept";
  readonly out: string;
  readonly fresh: boolean;
  readonly offline: boolean;
  readonly write: boolean;
}

export const accuracyCommand = {
  name: "bench:accuracy",
  summary:
    "Accuracy of fagr's model and of those that a JavaScript developer could use instead, on the same faces in the same boxes: gender, age, and how much both move with the box.",
  positionals: "name=reader:path ...",
  options: {
    data: {
      kind: "text",
      value: "folder",
      default: "../shared/data",
      help: "Folder of the data sets, by their usual names.",
    },
    validation: {
      kind: "texts",
      value: "name=reader:path",
      help: "A data set of which only the validation split is measured.",
    },
    limit: { kind: "number", default: 1000, least: 1, help: "Faces per data set." },
    seed: { kind: "number", default: 1, least: 1, help: "Seed that chooses the faces." },
    steady: { kind: "number", default: 100, least: 1, help: "Faces whose box is moved." },
    repeats: { kind: "number", default: 10, least: 2, help: "Moves per box." },
    model: { kind: "texts", value: "name=manifest.json", help: "A model of ours, in place of the shipped one." },
    mirror: { kind: "flag", help: "Ask our models a second time, with mirror averaging." },
    only: { kind: "pattern", default: "", help: "Models, such as 'fagr|face-api'." },
    "skip-steadiness": {
      kind: "pattern",
      help: "Slow models, whose answers for moved boxes are only used if they are stored.",
    },
    detector: { kind: "text", value: "file", help: "YuNet's ONNX file." },
    "detector-size": { kind: "number", least: 1, help: "Side of its input, pixels." },
    out: {
      kind: "text",
      value: "folder",
      default: "packages/bench/generated/accuracy",
      help: "Folder for faces, answers and figures.",
    },
    fresh: { kind: "flag", help: "Measure everything again." },
    offline: { kind: "flag", help: "Install nothing: measure what is here." },
    write: { kind: "flag", help: "Put tables and figures into docs." },
  },
  notes: [
    "Further data sets are named behind the options. YuNet finds each face once. The same command redraws everything and measures only what is new.",
    "Peers whose files are not here are named and left out; face-api and human are installed into a cache, once.",
  ],
  examples: ['npm run bench:accuracy -- --limit 500 LFW=lfw:data/lfw "fairface:data/fairface?part=val"'],
} as const satisfies Command;

/**
 * What the command line means.
 *
 * @throws InvalidArgumentError for two data sets or models of one name, or no data set at all.
 */
export function readOptions({ values, positionals }: Parsed<typeof accuracyCommand>): AccuracyOptions {
  const data = resolve(workspaceFolder, values.data);
  const sets = [
    ...(existsSync(data) ? findMeasuredSets(data) : []),
    ...values.validation.map((text) => parseMeasuredSet(text, shippedValidationShare)),
    ...positionals.map((text) => parseMeasuredSet(text)),
  ];
  if (sets.length === 0)
    throw new InvalidArgumentError(
      `Expected data sets, but there is none below ${data}. Name some: npm run bench:accuracy -- LFW=lfw:data/lfw`,
    );
  const models = values.model.length > 0 ? values.model.map(parseModel) : [{ name: "fagr", source: shipped }];
  for (const [what, named] of Object.entries({ "data sets": sets, models }))
    checkNames(
      what,
      named.map(({ name }) => name),
    );
  const { "skip-steadiness": unsteady, "detector-size": size } = values;
  const { mirror, only, fresh, offline, write } = values;
  const out = resolve(workspaceFolder, values.out);
  return {
    ...{ sets, models, mirror, only, out, fresh, offline, write },
    selection: { limit: values.limit, seed: values.seed, ageRange: comparedAges },
    detector: chooseDetector(values.detector, size),
    jitter: { deviation: 0.03, repeats: values.repeats, faces: values.steady },
    steadinessOf: (name) => (unsteady?.test(name) ? "kept" : "measured"),
  };
}

/** Kept files are named after both. */
function checkNames(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InvalidArgumentError(
      `Expected ${what} of different names, received "${twice}" twice. Give one of them another: NAME=...`,
    );
}

/** NAME=manifest.json, or the manifest alone. */
function parseModel(text: string): OwnModel {
  const [, name, source] = /^(?:([^=]+)=)?(.+)$/s.exec(text) ?? [];
  if (!source) throw new InvalidArgumentError("Expected --model NAME=manifest.json, received an empty text.");
  return { name: name ?? source, source };
}
