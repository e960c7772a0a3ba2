import { loadTfjsNode } from "@fagr/backend-tfjs-node/runtime";
import { RuntimeMissingError } from "@fagr/core";
import { activateBackend, backendPackages, type TrainingBackend } from "./backend";

/** Makes tfjs run on a backend in this thread of Node; packages are imported when they are asked for. */
export function activateNodeBackend(backend: TrainingBackend): Promise<void> {
  return activateBackend(backend, async (name) => {
    if (name === "tfjs-node") await loadTfjsNode();
    else await importOptional(backendPackages[name]);
  });
}

/** The name is no literal, so that bundlers leave packages alone that are not installed. */
async function importOptional(packageName: string): Promise<void> {
  try {
    await import(packageName);
  } catch (cause) {
    const [reason] = (cause as Error).message.split("\n");
    throw new RuntimeMissingError(
      packageName,
      `Expected the package ${packageName}, which this backend runs on, but it cannot be loaded: ${reason} Install it with \`npm install ${packageName}\`, or train on the backend wasm.`,
      { cause },
    );
  }
}
