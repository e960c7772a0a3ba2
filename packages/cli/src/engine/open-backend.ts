import { type AgeGenderBackend, RuntimeMissingError } from "@fagr/core";
import type { CommandContext } from "../context";
import type { ModelOptions } from "../options";
import { importBackends } from "./import-backends";

/**
 * The backend that the options name, or the fastest that runs.
 *
 * @throws RuntimeMissingError with its reason if one that is named does not run here.
 */
export async function openBackend(
  { backend: name }: Pick<ModelOptions, "backend">,
  { detail }: CommandContext,
): Promise<AgeGenderBackend> {
  const { chooseBackend, createBackend } = await importBackends();
  if (name === "auto") {
    const { backend, reason, passedOver } = await chooseBackend();
    for (const other of passedOver) detail(`Passed over ${other.name}: ${other.reason}`);
    detail(`Runs on ${backend.name}: ${reason}`);
    return backend;
  }
  const backend = await createBackend(name);
  const { available, reason } = await backend.isAvailable();
  if (!available)
    throw new RuntimeMissingError(
      name,
      `The backend ${name} does not run here: ${reason} \`fagr backends\` lists those that do.`,
    );
  detail(`Runs on ${name}: ${reason}`);
  return backend;
}
