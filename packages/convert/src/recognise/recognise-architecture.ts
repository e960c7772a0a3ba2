// From a list of foreign layers to one of our architectures: which rows, which width, which heads, or a message that names the layer that
// does not fit.
import { WeightsError } from "@fagr/core";
import {
  type Architecture,
  architectureNames,
  createArchitecture,
  mobileFaceNetRows,
  planNetwork,
} from "@fagr/core/network";
import type { Heads } from "./heads";
import { MultiplierEstimate } from "./multiplier";
import { type Operation, operationsUpTo, skipTransparent } from "./operation";

/** What only the user can know. */
export interface RecogniseOptions {
  /** The model's name in the file; an architecture that has no name of its own takes it. */
  readonly name: string;
  /** Youngest and oldest age, years. Needed unless there are 48 classes, which are 18 to 65 as in the document. */
  readonly ageRange?: readonly [minimum: number, maximum: number] | undefined;
}

/**
 * Finds the architecture of a file from its layers: input size, width, expansion, which blocks have a residual, and what
 * the variants of the table differ in. The rows are those of MobileFaceNet's table. The answer is a guess until the
 * file was compared with its plan, layer by layer.
 *
 * @throws WeightsError if the file has other rows, or ages that need to be named.
 */
export function recogniseArchitecture(heads: Heads, { name, ageRange }: RecogniseOptions): Architecture {
  const operations = operationsUpTo([heads.age, heads.gender]);
  const convolutions = operations.filter(isConvolution);
  const [, depthwise, next] = convolutions;
  const firstDepthwise = next?.kind === "conv" && next.inputs[0] === depthwise ? "separable" : "depthwise";
  const { inputSize, batchNormEpsilon } = readBasics(operations);
  const embedding = skipTransparent(heads.taskBranch ? heads.branch!.inputs[0]! : heads.age.inputs[0]!);
  const found = {
    inputSize,
    firstDepthwise,
    batchNormEpsilon,
    taskBranch: heads.taskBranch,
    embeddingActivation: embedding.kind === "prelu",
    ageRange: chooseAges(heads.age.outputShape[2], ageRange),
  } as const;

  const { widthMultiplier, expansionMultiplier } = estimateMultipliers(
    convolutions,
    createArchitecture("age-gender-62", found),
  );
  const shape = createArchitecture("age-gender-62", { ...found, widthMultiplier, expansionMultiplier });
  const architecture = { ...shape, residual: chooseResidual(operations, shape), name };
  return named(architecture);
}

function isConvolution(operation: Operation): operation is Extract<Operation, { kind: "conv" | "depthwiseConv" }> {
  return operation.kind === "conv" || operation.kind === "depthwiseConv";
}

function readBasics(operations: readonly Operation[]) {
  const norm = operations.find((operation) => operation.kind === "batchNorm");
  if (norm?.kind !== "batchNorm")
    throw new WeightsError("Expected batch normalisation after every convolution, received a model without any.");
  return { inputSize: operations[0]!.outputShape[0], batchNormEpsilon: norm.epsilon };
}

function chooseAges(classes: number, ageRange: RecogniseOptions["ageRange"]): readonly [number, number] {
  if (ageRange) {
    const [minimum, maximum] = ageRange;
    if (maximum - minimum + 1 === classes) return ageRange;
    throw new WeightsError(
      `Expected ${maximum - minimum + 1} classes for the ages ${minimum} to ${maximum}, received ${classes} in the file. Name the ages that its classes stand for.`,
    );
  }
  if (classes === 48) return [18, 65];
  throw new WeightsError(
    `Expected 48 age classes (18 to 65 years), received ${classes}. Name the ages that they stand for (ageRange, --ages), such as 0-${classes - 1}.`,
  );
}

/** Compares the channels of the file's convolutions with those that the table has before any multiplier. */
function estimateMultipliers(convolutions: readonly Operation[], architecture: Architecture) {
  const base = planNetwork({ ...architecture, widthMultiplier: 1, expansionMultiplier: 1 });
  const expected = base.layers.filter(({ kind }) => kind === "conv" || kind === "depthwiseConv");
  if (convolutions.length !== expected.length)
    throw new WeightsError(
      `Expected the ${expected.length} convolutions of MobileFaceNet's table, received ${convolutions.length}. A network of another table needs its architecture beside the file: import it like the model that it was made from (architecture, --like).`,
    );
  const [width, expansion] = [new MultiplierEstimate(), new MultiplierEstimate()];
  for (const [index, layer] of expected.entries()) {
    if (layer.kind !== "conv") continue;
    const { outputShape, inputs } = convolutions[index]!;
    const row = mobileFaceNetRows[layer.row]!;
    if (layer.name.endsWith("_expand")) expansion.add(row.expansion! * inputs[0]!.outputShape[2], outputShape[2]);
    else if (!row.fixedWidth) width.add(row.channels, outputShape[2]);
  }
  return { widthMultiplier: width.value, expansionMultiplier: expansion.value };
}

function chooseResidual(operations: readonly Operation[], architecture: Architecture): Architecture["residual"] {
  const received = operations.filter(({ kind }) => kind === "add").length;
  const counts = (["matchingShapes", "fromSecondBlock"] as const).map((residual) => {
    const { layers } = planNetwork({ ...architecture, residual });
    return { residual, count: layers.filter(({ kind }) => kind === "add").length };
  });
  const fitting = counts.find(({ count }) => count === received);
  if (fitting) return fitting.residual;
  throw new WeightsError(
    `Expected ${counts.map(({ count, residual }) => `${count} residual sums (${residual})`).join(" or ")}, received ${received}.`,
  );
}

/** The same architecture under the name that the library has for it, if it has one. */
function named(architecture: Architecture): Architecture {
  const known = architectureNames.map((name) => createArchitecture(name));
  return (
    known.find((one) => JSON.stringify({ ...architecture, name: one.name }) === JSON.stringify(one)) ?? architecture
  );
}
