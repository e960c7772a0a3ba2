import type { AgeGenderBackend } from "@fagr/core";
import { createSketchNetwork } from "./sketch-network";

/**
 * Runs networks on sketch.
 *
 * @example
 * ```ts
 * const model = await loadAgeGenderModel({ backend: sketchBackend(), weights });
 * ```
 */
export function sketchBackend(): AgeGenderBackend {
  return {
    name: "sketch",
    // Import the runtime here and in createNetwork, never at the top. Start it, so that "available" means that it runs. If it is
    // missing, throw RuntimeMissingError with the line that installs it, and answer its message here.
    isAvailable: async () => ({ available: true, reason: "Plain JavaScript runs everywhere." }),
    createNetwork: async (weights) => createSketchNetwork(weights),
  };
}
