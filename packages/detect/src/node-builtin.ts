import { RuntimeMissingError } from "@fagr/core";

interface NodeBuiltins {
  "node:crypto": typeof import("node:crypto");
  "node:fs/promises": typeof import("node:fs/promises");
  "node:module": typeof import("node:module");
  "node:os": typeof import("node:os");
  "node:path": typeof import("node:path");
}

/** Whether Node's own modules are at hand. */
export function hasNodeBuiltins(): boolean {
  return typeof globalThis.process?.getBuiltinModule === "function";
}

/**
 * One of Node's own modules. It has no import statement that would break a bundler for browsers, so the same file serves both.
 *
 * @param purpose - What it is needed for, as a clause of the error message.
 * @throws RuntimeMissingError outside of Node.
 */
export function nodeBuiltin<Name extends keyof NodeBuiltins>(name: Name, purpose: string): NodeBuiltins[Name] {
  if (!hasNodeBuiltins())
    throw new RuntimeMissingError("node", `Expected Node 20.19 or newer, to ${purpose}, but this is not Node.`);
  return globalThis.process.getBuiltinModule(name) as NodeBuiltins[Name];
}
