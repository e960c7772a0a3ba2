import * as v from "valibot";
import type { Given } from "../recipe/with-defaults";

const isAddress = (text: string) => /^(file|https?):/.test(text) && URL.canParse(text);

/** The fields of a {@link HookModule}. */
export const hookModuleFields = {
  /** A `file:` or `https:` URL. In a recipe's file it may be relative to that file: `./fog.mjs`. */
  module: v.pipe(
    v.string("the address of a module, a file: or https: URL"),
    v.check(isAddress, "the address of a module, a file: or https: URL"),
  ),
  /** Passed to the module unchanged; plain JSON. */
  options: v.optional(v.record(v.string(), v.unknown(), "an object"), {}),
};

export const hookModuleSchema = v.strictObject(hookModuleFields);

/**
 * Code of your own, by its address: workers are threads, and functions cannot be sent to threads. Checkpoints record the bytes of
 * the module, so put everything that affects its results into this one file.
 */
export interface HookModule extends Given<typeof hookModuleSchema> {}
