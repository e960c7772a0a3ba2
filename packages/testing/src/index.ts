export { createRandom, type Random } from "./random";
export { randomBatch, randomImage } from "./random-images";
export { randomWeights } from "./random-weights";
export { referenceProbabilities } from "./reference";
export { describeIfShared, itIfShared, sharedFile, sharedFolder } from "./shared-folder";
export { type BackendTestCase, type BackendTestOptions, testBackend } from "./test-backend";
