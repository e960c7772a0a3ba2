// Code of somebody's own in a training: modules that every worker imports, and that checkpoints know by their bytes.
import { InvalidArgumentError } from "@fagr/core";
import { fetchBytes, reasonOf, sha256Hex } from "@fagr/core/backend";
import type { Augmentation } from "../augmentation/augmentation";
import type { LossOptions } from "../losses/loss-kinds";

/** The functions of modules, by their addresses. */
export type LoadedHooks = ReadonlyMap<string, unknown>;

/** What names modules: a recipe, or what a replica has of it. */
export interface WithHooks {
  readonly loss: LossOptions;
  readonly augmentation: Augmentation;
}

/** The addresses of all modules that a recipe names, each once. */
export function listHooks({ loss, augmentation }: WithHooks): string[] {
  const losses = [loss.age, loss.gender, ...Object.values(loss.attributes ?? {})];
  const own = losses.flatMap((one) => (one?.kind === "module" ? one.module : []));
  return [...new Set([...own, ...(augmentation.modules ?? []).map(({ module }) => module)])];
}

/**
 * Imports the modules that a recipe names.
 *
 * @throws InvalidArgumentError naming the module that cannot be imported or has no function as its default export.
 */
export async function loadHooks(recipe: WithHooks): Promise<LoadedHooks> {
  const hooks = await Promise.all(listHooks(recipe).map(async (module) => [module, await importHook(module)] as const));
  return new Map(hooks);
}

async function importHook(module: string): Promise<unknown> {
  let exported: { default?: unknown };
  try {
    // A bundler cannot know the address, and must not try.
    exported = await import(/* @vite-ignore */ /* webpackIgnore: true */ module);
  } catch (cause) {
    throw new InvalidArgumentError(
      `Expected a module at ${module}, which the recipe names, but it cannot be imported: ${reasonOf(cause)}.`,
      { cause },
    );
  }
  if (typeof exported.default === "function") return exported.default;
  throw new InvalidArgumentError(
    `Expected ${module} to export a function as its default, as a loss or an augmentation of your own does; it exports ${Object.keys(exported).join(", ") || "nothing"}.`,
  );
}

/**
 * The bytes of all modules that a recipe names, as a hash; undefined where it names none.
 *
 * @throws InvalidArgumentError naming the module that cannot be read.
 */
export async function fingerprintHooks(recipe: WithHooks): Promise<string | undefined> {
  const modules = listHooks(recipe);
  if (modules.length === 0) return undefined;
  const hashes = await Promise.all(
    modules.map((module) =>
      fetchBytes(new URL(module)).then(sha256Hex, (cause) => {
        throw new InvalidArgumentError(
          `Expected a module at ${module}, which the recipe names, but it cannot be read: ${reasonOf(cause)}.`,
          { cause },
        );
      }),
    ),
  );
  return (await sha256Hex(new TextEncoder().encode(hashes.join()))).slice(0, 16);
}
