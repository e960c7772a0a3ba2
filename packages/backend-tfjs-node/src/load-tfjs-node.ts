import util from "node:util";
import { RuntimeMissingError } from "@fagr/core";

export const tfjsNodePackage = "@tensorflow/tfjs-node";

/** What to do where it does not run. */
export const installAdvice =
  'Install it with "npm install --ignore-scripts @tensorflow/tfjs-node" and then "npx fagr-tfjs-node-install", which brings TensorFlow\'s library and works behind firewalls too (README of @fagr/backend-tfjs-node).';

/** tfjs-node, with TensorFlow's library started as it does on import. */
export type TfjsNode = typeof import("@tensorflow/tfjs-node");

/**
 * Imports tfjs-node. It chooses itself as tfjs's backend then; an application that has chosen another one keeps that.
 *
 * @throws RuntimeMissingError if the package is not installed or has no library.
 *
 * @example
 * ```ts
 * const tf = await loadTfjsNode();
 * await tf.setBackend("tensorflow");
 * ```
 */
export async function loadTfjsNode(): Promise<TfjsNode> {
  // Node 23 removed it and Node 22 warns of it, but tfjs-node 4.22 asks for every operation.
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
  // Read once, when the library is loaded. 1: warnings and errors, but not what processor it found.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "1";
  const giveBack = rememberChosenBackend();
  try {
    const module = await import("@tensorflow/tfjs-node");
    // A CommonJS module: Node and bundlers do not agree on how many of its names they see.
    return "default" in module ? (module.default as TfjsNode) : module;
  } catch (cause) {
    const [reason] = (cause as Error).message.split("\n");
    throw new RuntimeMissingError(
      tfjsNodePackage,
      `Expected the package ${tfjsNodePackage} with TensorFlow's library, received an error while importing it: ${reason!.trim()} ${installAdvice}`,
      { cause },
    );
  } finally {
    giveBack();
  }
}

/** tfjs keeps its engine among the globals, so that all copies share it; it is not there before tfjs is imported. */
interface TfjsGlobals {
  readonly _tfengine?: { backendName: string | null | undefined; backendInstance: unknown };
}

function rememberChosenBackend(): () => void {
  const engine = (globalThis as TfjsGlobals)._tfengine;
  if (!engine?.backendName) return () => {};
  const { backendName, backendInstance } = engine;
  return () => void Object.assign(engine, { backendName, backendInstance });
}
