import type { AgeGenderBackend } from "@fagr/core";
import type { ProbabilityBatch } from "@fagr/core/backend";
import { loadWeights } from "@fagr/core/network";
import { type OpenSuite, openSuite } from "./open-suite";
import type { MemoryUse, SuiteLimits } from "./options";
import type { AnsweredFaces, RandomRun, SuiteEnvironment } from "./suite-context";

/** Probabilities as they come through JSON. */
export interface PlainProbabilities {
  readonly age: readonly number[];
  readonly gender: readonly number[];
  readonly attributes?: Readonly<Record<string, readonly number[]>>;
}

/** What a test in Node calls on the page. */
export interface PageSuite {
  open(limits: SuiteLimits, factoryOptions: unknown): Promise<void>;
  runCase(title: string): Promise<void>;
  close(): Promise<void>;
}

/** What the page calls in Node, and where it finds files. */
export interface NodeSide {
  suiteReference(run: RandomRun): Promise<PlainProbabilities>;
  suiteMemory(): Promise<MemoryUse>;
}

declare const suiteReference: NodeSide["suiteReference"];
declare const suiteMemory: NodeSide["suiteMemory"];

const floats = ({ age, gender, attributes = {} }: PlainProbabilities): ProbabilityBatch => ({
  age: Float32Array.from(age),
  gender: Float32Array.from(gender),
  attributes: Object.fromEntries(
    Object.entries(attributes).map(([name, values]) => [name, Float32Array.from(values)] as const),
  ),
});

async function fetchFaces(name: string): Promise<AnsweredFaces> {
  const [pixels, answers] = await Promise.all(["pixels", "json"].map((ending) => fetch(`/suite/${name}.${ending}`)));
  const expected = floats((await answers!.json()) as PlainProbabilities);
  const data = new Float32Array(await pixels!.arrayBuffer());
  return { pixels: { data, count: expected.gender.length / 2 }, expected };
}

/**
 * Lets `testBackendInBrowser` run its cases on this page's backend.
 *
 * @param factory - Given the `factoryOptions` of the test.
 *
 * @example
 * ```ts
 * offerBackend((options: OnnxSessionOptions) => onnxBackend(options));
 * ```
 */
export function offerBackend<Options>(
  factory: (options: Options) => AgeGenderBackend | Promise<AgeGenderBackend>,
  { countTensors }: Pick<SuiteEnvironment, "countTensors"> = {},
): void {
  const environment: SuiteEnvironment = {
    reference: async (run) => floats(await suiteReference(run)),
    shippedWeights: () => loadWeights("/suite/weights/manifest.json"),
    goldenFaces: () => fetchFaces("golden"),
    realCrops: () => fetchFaces("crops"),
    measureMemory: () => suiteMemory(),
    ...(countTensors ? { countTensors } : {}),
  };
  let suite: OpenSuite | undefined;
  const pageSuite: PageSuite = {
    async open(limits, factoryOptions) {
      suite = await openSuite(await factory(factoryOptions as Options), environment, limits);
    },
    runCase: (title) => suite!.runCase(title),
    close: async () => suite?.close(),
  };
  Object.assign(globalThis, { pageSuite });
}
