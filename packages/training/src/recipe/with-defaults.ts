import * as v from "valibot";

interface KindSchema {
  readonly entries: { readonly kind: { readonly literal: string } };
}

/** Options of a kind with every field that may be left out. */
export type Complete<Options> = Options extends unknown ? Required<Options> : never;

/**
 * Options with the defaults of their schema in place of what is left out. Nothing is checked: recipes are when they are read.
 * Options of a kind that no schema has stay as they are.
 */
export function withDefaults<const Options extends { readonly kind: string }>(
  schema: { readonly options: readonly (KindSchema & v.GenericSchema)[] },
  options: Options,
): Complete<Options> {
  const own = schema.options.find(({ entries }) => entries.kind.literal === options?.kind);
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  const defaults = own ? v.getDefaults(own as unknown as v.StrictObjectSchema<v.ObjectEntries, undefined>) : {};
  return { ...defaults, ...Object.fromEntries(given) } as Complete<Options>;
}
