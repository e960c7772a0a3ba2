import { InvalidArgumentError } from "commander";

/** Other people's models that the command can run, by the word before their file. */
export const peerKinds = ["openvino", "insightface", "mfn"] as const;

/** A model as the command line names it. */
export interface NamedModel {
  /** As tables name it; without it, as it calls itself. */
  readonly name?: string;
  readonly kind: "ours" | (typeof peerKinds)[number];
  /** A file; of ours the manifest, "all-ages", or nothing for the shipped weights. */
  readonly file?: string;
}

/** Parses "ours,mine=run/manifest.json,openvino:retail-0013.onnx,insightface:genderage.onnx". */
export function parseModels(text: string): NamedModel[] {
  const models = text.split(",").map((part) => parseModel(part.trim()));
  const names = models.flatMap(({ name, kind, file }) => name ?? (kind === "ours" ? (file ?? "ours") : kind));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InvalidArgumentError(`Expected different models, received "${twice}" twice. Give one a name: NAME=...`);
  return models;
}

function parseModel(text: string): NamedModel {
  const [, name, model = ""] = /^(?:([^=:]+?)\s*=\s*)?(.+)$/s.exec(text) ?? [];
  const named = name === undefined ? {} : { name };
  if (model === "ours") return { ...named, kind: "ours" };
  const [, word, file] = /^([a-z]{2,}):(.+)$/s.exec(model) ?? [];
  const kind = peerKinds.find((known) => known === word);
  if (kind && file) return { ...named, kind, file };
  if (word === undefined && (model === "all-ages" || model.endsWith(".json")))
    return { ...named, kind: "ours", file: model };
  throw new InvalidArgumentError(
    `Expected models such as ours, all-ages, run/manifest.json, ${peerKinds.map((known) => `${known}:FILE.onnx`).join(", ")}, each with NAME= in front to rename it; received "${text}".`,
  );
}
