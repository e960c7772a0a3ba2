// Runs in each thread of a pool in Node, unless the caller brings workers of its own.
import { workerData } from "node:worker_threads";
import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { createFaceAnalyzer, type FaceAnalyzer } from "../create-face-analyzer";
import type { PoolStart } from "./messages";
import { serveFacePool } from "./serve-face-pool";

const { analyzer: module } = workerData as PoolStart;

serveFacePool(module === undefined ? createFaceAnalyzer : () => openFrom(module));

async function openFrom(module: string): Promise<FaceAnalyzer> {
  const { default: create } = (await import(module)) as { default?: unknown };
  if (typeof create !== "function")
    throw new InvalidArgumentError(
      `createFacePool({ analyzer }): expected ${module} to have a function as its default export that gives an analyzer, received ${describeValue(create)}.`,
    );
  return create();
}
