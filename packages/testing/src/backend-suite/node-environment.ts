import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { ProbabilityBatch } from "@fagr/core/backend";
import { preprocessFaces } from "@fagr/core/network";
import { randomBatch } from "../random-images";
import { randomWeights } from "../random-weights";
import { referenceProbabilities } from "../reference";
import { loadGoldenFaces, loadShippedWeights } from "./golden";
import type { MemoryUse } from "./options";
import { loadRealCrops } from "./real-crops";
import type { AnsweredFaces, RandomRun, SuiteEnvironment } from "./suite-context";

/** The reference is slow, and backends of one test file are compared with the same. */
const references = new Map<string, Promise<ProbabilityBatch>>();
const crops = new Map<number, Promise<AnsweredFaces>>();

/** The cases' needs as Node fulfils them. */
export const nodeEnvironment: SuiteEnvironment = {
  reference: (run) => remember(references, JSON.stringify(run), () => computeReference(run)),
  shippedWeights: loadShippedWeights,
  goldenFaces: async () => loadGoldenFaces(await loadShippedWeights()),
  realCrops: (count) => remember(crops, count, () => answerCrops(count)),
  measureMemory: async () => measureMemory(),
};

async function computeReference({ architecture, weightsSeed, facesSeed, count }: RandomRun): Promise<ProbabilityBatch> {
  return referenceProbabilities(randomWeights(architecture, weightsSeed), randomBatch(architecture, count, facesSeed));
}

async function answerCrops(count: number): Promise<AnsweredFaces> {
  const weights = await loadShippedWeights();
  const pixels = preprocessFaces(await loadRealCrops(count), weights.manifest);
  return { pixels, expected: await referenceProbabilities(weights, pixels) };
}

function measureMemory(): MemoryUse {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  // What the first run finalises, the second one frees.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, process: rss };
}

function remember<Key, Value>(known: Map<Key, Promise<Value>>, key: Key, compute: () => Promise<Value>) {
  const value = known.get(key) ?? compute();
  known.set(key, value);
  return value;
}
