import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { InvalidArgumentError, type WeightsSource } from "@fagr/core";
import { weights as shipped } from "@fagr/weights";
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

/**
 * Reads the command line.
 *
 * @throws InvalidArgumentError for a number that is none, two data sets or models of one name, or no data set at all.
 */
export function readOptions(args: readonly string[]): AccuracyOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: "string", default: join(workspaceFolder, "../shared/data") },
      validation: { type: "string", multiple: true, default: [] },
      limit: { type: "string", default: "1000" },
      seed: { type: "string", default: "1" },
      steady: { type: "string", default: "100" },
      repeats: { type: "string", default: "10" },
      model: { type: "string", multiple: true, default: [] },
      mirror: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      "skip-steadiness": { type: "string" },
      detector: { type: "string" },
      "detector-size": { type: "string" },
      out: { type: "string", default: join(workspaceFolder, "packages/bench/generated/accuracy") },
      fresh: { type: "boolean", default: false },
      offline: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const sets = [
    ...(existsSync(values.data) ? findMeasuredSets(values.data) : []),
    ...values.validation.map((text) => parseMeasuredSet(text, shippedValidationShare)),
    ...positionals.map((text) => parseMeasuredSet(text)),
  ];
  if (sets.length === 0)
    throw new InvalidArgumentError(
      `Expected data sets, but there is none below ${values.data}. Name some: npm run bench:accuracy -- LFW=lfw:data/lfw`,
    );
  const models = values.model.length > 0 ? values.model.map(parseModel) : [{ name: "fagr", source: shipped }];
  for (const [what, named] of Object.entries({ "data sets": sets, models }))
    checkNames(
      what,
      named.map(({ name }) => name),
    );
  const { "skip-steadiness": unsteady, "detector-size": size } = values;
  const { mirror, out, fresh, offline, write } = values;
  return {
    ...{ sets, models, mirror, out, fresh, offline, write },
    selection: { limit: toCount("limit", values.limit), seed: toCount("seed", values.seed), ageRange: comparedAges },
    detector: chooseDetector(values.detector, size === undefined ? undefined : toCount("detector-size", size)),
    only: new RegExp(values.only, "i"),
    jitter: {
      deviation: 0.03,
      repeats: toCount("repeats", values.repeats, 2),
      faces: toCount("steady", values.steady),
    },
    steadinessOf: (name) => (unsteady !== undefined && new RegExp(unsteady, "i").test(name) ? "kept" : "measured"),
  };
}

function toCount(option: string, text: string, least = 1): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < least)
    throw new InvalidArgumentError(
      `Expected --${option} to be a whole number of at least ${least}, received "${text}".`,
    );
  return count;
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
