// Shapes of documents from outside, such as a weights manifest: one entry per field, with its comment, says what the field has to
// be, and the type is inferred. A library for this would add a tenth to what an application loads of core.

/** Throws an error that names the field, what was expected and what was received. */
export type Fail = (field: string, expected: string, received: unknown) => never;

/** What a value has to be. */
export interface Shape<Value> {
  check(value: unknown, field: string, fail: Fail): void;
  /** For types alone. */
  readonly value?: Value;
}

export interface OptionalShape<Value> extends Shape<Value> {
  readonly optional: true;
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type ValueOf<Given> = Given extends Shape<infer Value> ? Value : never;
type OptionalNames<Given extends Fields> = {
  [Name in keyof Given]: Given[Name] extends { readonly optional: true } ? Name : never;
}[keyof Given];
type Values<Given extends Fields> = { readonly [Name in keyof Given]: ValueOf<Given[Name]> };

/** An interface, so that declarations print the fields, and with them their comments. */
export interface ObjectShape<Given extends Fields>
  extends Shape<
    Pick<Values<Given>, Exclude<keyof Given, OptionalNames<Given>>> & Partial<Pick<Values<Given>, OptionalNames<Given>>>
  > {
  /** For types alone. */
  readonly fields?: Given;
}

/**
 * The type of what a shape lets through. Comments of fields are kept. Shapes are made by functions, so that a bundle that checks
 * nothing has none of them; making one takes microseconds.
 */
export type Shaped<Make extends () => Shape<unknown>> = NonNullable<ReturnType<Make>["value"]>;

export function field<Value>(expected: string, test: (value: unknown) => boolean): Shape<Value> {
  return {
    check(value, name, fail) {
      if (!test(value)) fail(name, expected, value);
    },
  };
}

export const text = (): Shape<string> => field("a string", (value) => typeof value === "string");

/** A finite number that passes the test. */
export function number(expected: string, test: (value: number) => boolean = () => true): Shape<number> {
  return field(expected, (value) => typeof value === "number" && Number.isFinite(value) && test(value));
}

/** One of some texts. */
export function oneOf<const Value extends string>(values: readonly Value[]): Shape<Value> {
  return field(values.map((value) => `"${value}"`).join(" or "), (value) => values.includes(value as Value));
}

/** A field that may be missing. */
export function optional<Value>(shape: Shape<Value>): OptionalShape<Value> {
  return {
    optional: true,
    check(value, name, fail) {
      if (value !== undefined) shape.check(value, name, fail);
    },
  };
}

export function list<Value>(shape: Shape<Value>, expected = "an array"): Shape<readonly Value[]> {
  return {
    check(value, name, fail) {
      if (!Array.isArray(value)) return fail(name, expected, value);
      for (const [index, entry] of value.entries()) shape.check(entry, `${name}[${index}]`, fail);
    },
  };
}

/** An object with these fields; others are ignored, since later versions may have more. */
export function object<const Given extends Fields>(fields: Given): ObjectShape<Given> {
  return {
    check(value, name, fail) {
      if (typeof value !== "object" || value === null) return fail(name || "(whole)", "an object", value);
      for (const [inner, shape] of Object.entries(fields))
        shape.check((value as Record<string, unknown>)[inner], name ? `${name}.${inner}` : inner, fail);
    },
  };
}
