import type { AgeGenderBackend } from "@fagr/core";
import type { AgeGenderNetwork, LoadedWeights, PixelBatch, ProbabilityBatch } from "@fagr/core/backend";
import type { Architecture } from "@fagr/core/network";
import type { BackendTestCase, MemoryUse, SuiteLimits } from "./options";

/** Random weights and faces, said by their seeds: the same wherever they are drawn. */
export interface RandomRun {
  readonly architecture: Architecture;
  readonly weightsSeed: number;
  readonly facesSeed: number;
  readonly count: number;
}

/** Faces, and what the reference answers for them. */
export interface AnsweredFaces {
  readonly pixels: PixelBatch;
  readonly expected: ProbabilityBatch;
}

/** What the cases need from the place that they run in, Node or a page. */
export interface SuiteEnvironment {
  /** What tfjs-layers answers on tfjs's plain JavaScript backend. */
  reference(run: RandomRun): Promise<ProbabilityBatch>;
  shippedWeights(): Promise<LoadedWeights>;
  /** Real crops and random faces with the answers of the shipped weights that the repository keeps. */
  goldenFaces(): Promise<AnsweredFaces>;
  /** Crops of data sets that are not in the repository, answered now. */
  realCrops(count: number): Promise<AnsweredFaces>;
  /** Memory in use, after garbage was collected. */
  measureMemory(): Promise<MemoryUse>;
  /** Tensors or buffers that the runtime holds now, where it can tell. */
  countTensors?: () => number;
}

/** What a case works with. */
export interface SuiteContext extends SuiteLimits {
  readonly backend: AgeGenderBackend;
  /** A small network of random weights, {@link smallArchitecture} with the seed {@link smallWeightsSeed}. */
  readonly network: AgeGenderNetwork;
  readonly weights: LoadedWeights;
  readonly environment: SuiteEnvironment;
}

/** One thing that every backend must do. It rejects with an error that says what is wrong. */
export interface BackendCase {
  readonly id: BackendTestCase;
  readonly title: string;
  run(context: SuiteContext): Promise<void>;
}
