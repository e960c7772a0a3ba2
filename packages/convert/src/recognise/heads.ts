import { WeightsError } from "@fagr/core";
import type { Architecture } from "@fagr/core/network";
import { type Operation, skipTransparent } from "./operation";

type Dense = Extract<Operation, { kind: "dense" }>;

/** The two answers of a model and what lies between them and the embedding. */
export interface Heads {
  readonly age: Dense;
  readonly gender: Dense;
  /** The dense layer between the embedding and the age, where there is one. */
  readonly branch: Dense | null;
  readonly taskBranch: Architecture["taskBranch"];
  /** Further outputs, by attribute. */
  readonly attributes: Readonly<Record<string, Dense>>;
}

/**
 * Tells which output is the age and which the gender: gender has two classes. Where both have two, their names must say it.
 *
 * @param attributes - What the network tells beside these, by the manifest that it was made from: its layers are called so.
 * @throws WeightsError unless there are two softmax outputs, one of them of two classes, and one for each attribute.
 */
export function findHeads(all: readonly Operation[], attributes: readonly string[] = []): Heads {
  const further = attributes.map((name) => [name, findAttribute(all, name)] as const);
  const outputs = all.filter((output) => !further.some(([, other]) => other === output));
  const dense = outputs.filter(
    (output): output is Dense => output.kind === "dense" && output.activation === "softmax" && output.useBias,
  );
  const describe = (output: Operation) => `"${output.name}" (${output.kind}, ${output.outputShape[2]} channels)`;
  const fail = (): never => {
    throw new WeightsError(
      `Expected two outputs, dense layers with bias and softmax: the age and the gender of two classes; received ${outputs.map(describe).join(" and ") || "none"}.${outputs.length > 2 ? " What further outputs tell is in the manifest that the model was made from: name it (like)." : ""}`,
    );
  };
  if (outputs.length !== 2 || dense.length !== 2) return fail();
  const genders = dense.filter(({ outputShape }) => outputShape[2] === 2);
  const gender = genders.length === 2 ? dense.find(({ name }) => /gender|sex/i.test(name)) : genders[0];
  const age = dense.find((output) => output !== gender);
  if (!gender || !age) return fail();
  const below = skipTransparent(age.inputs[0]!);
  const branch = below.kind === "dense" ? below : null;
  return {
    age,
    gender,
    branch,
    taskBranch: branch && { dropout: dropoutAbove(branch), units: branch.outputShape[2] },
    attributes: Object.fromEntries(further),
  };
}

function findAttribute(outputs: readonly Operation[], attribute: string): Dense {
  const found = outputs.find(({ name }) => name.startsWith(`${attribute}_`));
  if (found?.kind === "dense") return found;
  throw new WeightsError(
    `Expected an output for the attribute "${attribute}" of the manifest, a dense layer called ${attribute}_probabilities, received ${outputs.map(({ name }) => `"${name}"`).join(", ")}. Keep the layers' names, or import without that manifest.`,
  );
}

/** The rate of the dropout between the embedding and a dense layer; 0 where it was taken out. */
function dropoutAbove(dense: Dense): number {
  for (let input = dense.inputs[0]!; input.kind === "dropout" || input.kind === "flatten"; input = input.inputs[0]!)
    if (input.kind === "dropout") return input.rate;
  return 0;
}
