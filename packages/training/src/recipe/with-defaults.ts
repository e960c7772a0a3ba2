import * as v from "valibot";

type Plain<Value> = Value extends readonly unknown[]
  ? { readonly [Index in keyof Value]: Plain<Value[Index]> }
  : Value extends object
    ? { readonly [Field in keyof Value]: Plain<Exclude<Value[Field], undefined>> }
    : Value;

/** The options that a schema reads: what has a default may be left out, and nothing is changed. Comments of the schema's fields come along. */
export type Given<Schema extends v.GenericSchema> = Plain<v.InferInput<Schema>>;

/** The same options with every field that may be left out. */
export type Complete<Schema extends v.GenericSchema> = Plain<v.InferOutput<Schema>>;

interface FieldsSchema extends v.GenericSchema {
  readonly entries: v.ObjectEntries;
}

/** Options that have fields, or of several kinds. */
type OptionsSchema = FieldsSchema | (v.GenericSchema & { readonly options: readonly FieldsSchema[] });

/** Of options of several kinds those of the kind that was given. */
type CompleteAs<Schema extends v.GenericSchema, Options> = Options extends { readonly kind: infer Kind }
  ? Extract<Complete<Schema>, { readonly kind: Kind }>
  : Complete<Schema>;

/**
 * Options with the defaults of their schema in place of what is left out. Nothing is checked: recipes are when they are read.
 * Options of a kind that no schema has stay as they are.
 */
export function withDefaults<Schema extends OptionsSchema, const Options extends Given<Schema>>(
  schema: Schema,
  options: Options,
): CompleteAs<Schema, Options> {
  const defaults = fieldsOf(schema, options).flatMap(([field, entry]) => {
    const value = v.getDefault(entry as v.GenericSchema);
    return value === undefined ? [] : [[field, value] as const];
  });
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...defaults, ...given]) as CompleteAs<Schema, Options>;
}

function fieldsOf(schema: OptionsSchema, options: unknown): [field: string, entry: unknown][] {
  if ("entries" in schema) return Object.entries(schema.entries);
  const { kind } = (options ?? {}) as { readonly kind?: unknown };
  const own = schema.options.find(({ entries }) => (entries.kind as { literal?: unknown }).literal === kind);
  return Object.entries(own?.entries ?? {});
}
