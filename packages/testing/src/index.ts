// What tests share. This package is private. The suite for backends, random weights and pictures, and access to data that not everybody
// has.

export type { BackendTestCase, BackendTestCounts, BackendTestOptions, MemoryUse } from "./backend-suite/options";
export { type NodeBackendTestOptions, testBackend } from "./backend-suite/test-backend";
export { describeIfPython, python } from "./python";
export { createRandom, type Random } from "./random";
export { randomBatch, randomImage } from "./random-images";
export { randomWeights } from "./random-weights";
export { referenceProbabilities } from "./reference";
export { describeIfShared, itIfShared, sharedFile, sharedFolder } from "./shared-folder";
