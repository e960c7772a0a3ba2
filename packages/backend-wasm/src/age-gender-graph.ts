import type { DenseStep, InferenceNetwork } from "@fagr/core/backend";
import type { FeatureShape } from "@fagr/core/network";
import type { Graph, GraphOperation } from "@fagr/engine";

/** Name of the graph's output with the probabilities of the ages, the genders or a further attribute. */
export const answerName = (answer: string) => `${answer} probabilities`;

const noPadding = { top: 0, bottom: 0, left: 0, right: 0 };

/** The network as a graph of the engine: each step's convolution, activation and sum one by one, and the answers' softmax. */
export function toGraph({ steps, outputs, attributes }: InferenceNetwork): Graph {
  const answers = Object.entries({ ...outputs, ...attributes });
  const first = steps.find(({ input }) => input === "image");
  return {
    input: { name: "image", shape: (first as { inputShape: FeatureShape }).inputShape },
    operations: [
      ...steps.flatMap((step) => (step.kind === "dense" ? [toMatrix(step)] : toOperations(step))),
      ...answers.map(([answer, input]) => ({ kind: "softmax", name: answerName(answer), input }) as const),
    ],
    outputs: answers.map(([answer]) => answerName(answer)),
  };
}

function toMatrix({ name, input, units, kernel, bias }: DenseStep): GraphOperation {
  const size = { kernelSize: [1, 1], stride: 1, padding: noPadding } as const;
  return { kind: "convolution", name, input, kernel, bias: bias ?? new Float32Array(units), ...size };
}

/** The last operation has the step's name, which others read. */
function toOperations(step: Exclude<InferenceNetwork["steps"][number], DenseStep>): GraphOperation[] {
  const { input, kernelSize, stride, padding, kernel, bias, slopes, residual } = step;
  const names = [`${step.name}/convolution`, `${step.name}/activation`, step.name].slice(
    slopes && residual ? 0 : slopes || residual ? 1 : 2,
  );
  const nameAt = (index: number) => names[index]!;
  const kind = step.kind === "conv" ? "convolution" : "depthwise";
  const operations: GraphOperation[] = [
    { kind, name: nameAt(0), input, kernelSize, stride, padding, kernel, bias } as GraphOperation,
  ];
  const last = () => operations.at(-1)!.name;
  if (slopes)
    operations.push({
      kind: "activation",
      name: nameAt(operations.length),
      input: last(),
      activation: { kind: "prelu", slopes },
    });
  if (residual) operations.push({ kind: "sum", name: nameAt(operations.length), inputs: [last(), residual] });
  return operations;
}
