import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import type * as v from "valibot";
import type { AgeLoss, GenderLoss } from "../losses/loss-kinds";
import { ageLossSchema, genderLossSchema } from "../losses/loss-kinds";
import type { OptimiserOptions } from "../optimiser/optimiser-options";
import { optimiserSchema } from "../optimiser/optimiser-schema";
import { type Complete, withDefaults } from "./with-defaults";

type Writable<Options> = Options extends unknown ? { -readonly [Field in keyof Options]: Options[Field] } : never;
/** True if both have the same kinds with the same fields of the same types; anything else does not compile below. */
type Same<First, Second> = [First] extends [Second]
  ? [Second] extends [First]
    ? KeysAgree<First, Second>
    : never
  : never;
type KeysAgree<First, Second> = [AllKeys<First>] extends [AllKeys<Second>]
  ? [AllKeys<Second>] extends [AllKeys<First>]
    ? true
    : never
  : never;
type AllKeys<Options> = Options extends { kind: infer Kind extends string }
  ? `${Kind}.${keyof Options & string}`
  : never;

const agreements: readonly true[] = [
  true satisfies Same<Writable<Complete<AgeLoss>>, v.InferOutput<typeof ageLossSchema>>,
  true satisfies Same<Writable<Complete<GenderLoss>>, v.InferOutput<typeof genderLossSchema>>,
];
// Adam's three kinds share an interface.
const optimiserKeys = true satisfies KeysAgree<
  Writable<Complete<OptimiserOptions>>,
  v.InferOutput<typeof optimiserSchema>
>;

/** `Default X` of each field in the comments of an options file, as text, in the order of the file. */
function documentedDefaults(path: string): [field: string, value: string][] {
  const url = new URL(path, import.meta.url);
  const files = path.endsWith("/") ? readdirSync(url).map((name) => new URL(name, url)) : [url];
  const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const fields = text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+readonly (\w+)\?:/g);
  return [...fields].flatMap(([, comment, field]) => {
    const value = /Default (\d[\de.-]*\d|\d|true|false)/.exec(comment!)?.[1];
    return value ? [[field!, value] as [string, string]] : [];
  });
}

function schemaDefaults(schemas: readonly { options: readonly { entries: object }[] }[]): Set<string> {
  return new Set(
    schemas.flatMap(({ options }) =>
      options.flatMap(({ entries }) =>
        Object.entries(entries)
          .filter(([, entry]) => "default" in entry)
          .map(([field, entry]) => `${field} ${Number(entry.default)}`),
      ),
    ),
  );
}

describe("the defaults of a recipe's fields", () => {
  it("are of types that agree with the options", () => {
    expect([...agreements, optimiserKeys]).toEqual([true, true, true]);
  });

  it.each([
    ["../losses/kinds/", [ageLossSchema, genderLossSchema], 15],
    ["../optimiser/optimiser-options.ts", [optimiserSchema], 15],
  ] as const)("of %s are those that its comments say", (file, schemas, least) => {
    const documented = documentedDefaults(file);
    expect(documented.length).toBeGreaterThanOrEqual(least);
    const known = schemaDefaults(schemas);
    const toNumber = (value: string) => (value === "true" ? 1 : value === "false" ? 0 : Number(value));
    expect(documented.filter(([field, value]) => !known.has(`${field} ${toNumber(value)}`))).toEqual([]);
  });

  it("fill in what is left out, and leave what is given", () => {
    expect(withDefaults(optimiserSchema, { kind: "adamw", beta1: 0.8 })).toEqual({
      kind: "adamw",
      beta1: 0.8,
      beta2: 0.999,
      clipNorm: 0,
      epsilon: 1e-7,
      weightDecay: 0.01,
    });
    expect(withDefaults(genderLossSchema, { kind: "arcFace" })).toEqual({
      kind: "arcFace",
      margin: 0.5,
      scale: 64,
      weight: 1,
    });
  });
});
