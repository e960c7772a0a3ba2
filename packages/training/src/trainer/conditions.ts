import { sha256Hex } from "@fagr/core/backend";
import type { FaceSample } from "@fagr/data";
import { fingerprintHooks } from "../hooks/load-hooks";
import type { Recipe } from "../recipe/recipe";
import type { TrainingSetup } from "./train-options";

/**
 * What else than the recipe decides about the weights that a stage ends with. A checkpoint holds it, and a training goes on under
 * the same conditions only. The number of workers is none: it changes how sums are rounded and nothing else. Values are short enough for a message.
 */
export type Conditions = Readonly<Partial<Record<ConditionName, string | number>>>;

type ConditionName = keyof typeof advice;

const advice = {
  data: "Use the crops, the validation share and the split that it started with",
  teachers: "Use the same teachers",
  backend: "Use the same backend",
  validateEvery: "Validate as often as before: callbacks depend on validations",
  monitor: "Watch the same figure",
  callbacks: "Use the same callbacks with the same settings",
  modules: "Use the modules of its recipe unchanged",
  endsWith: "Use the same final weights of its stages, the last or the best",
} as const;

/** Without these a stage that is over ends with the same weights. */
const whileItRuns: readonly ConditionName[] = ["backend", "endsWith"];

/** The conditions of a stage. `training` are its samples, indices into the crop set. */
export async function describeConditions(
  setup: TrainingSetup,
  { recipe, training }: { recipe: Recipe; training: Int32Array },
): Promise<Conditions> {
  // Checkpoints of recipes without modules have no such condition.
  const modules = await fingerprintHooks(recipe);
  const { teachers = [], callbacks = [], backend = "wasm", keep } = setup;
  return {
    data: await fingerprintData(setup, training),
    teachers: teachers.length === 0 ? "none" : await fingerprintTeachers(teachers),
    backend: typeof backend === "string" ? backend : backend.name,
    validateEvery: setup.validateEvery ?? 500,
    monitor: keep?.monitor ?? "loss",
    callbacks: callbacks.map(({ name, settings }) => name + (settings ? JSON.stringify(settings) : "")).join(", "),
    ...(modules ? { modules } : {}),
    endsWith: setup.weights ?? "last",
  };
}

/** The first condition that has changed, as a sentence with what to do; undefined where none has. */
export function describeChange(saved: Conditions, now: Conditions, finished: boolean): string | undefined {
  for (const name of Object.keys(advice) as ConditionName[]) {
    if (saved[name] === now[name] || (finished && whileItRuns.includes(name))) continue;
    return `${name} was ${shorten(saved[name])}, now it is ${shorten(now[name])}. ${advice[name]}, or use another folder.`;
  }
  return undefined;
}

function shorten(value: unknown): string {
  const text = String(value ?? "not told");
  return text === "" ? "none" : text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

const samplesAtOnce = 10_000;

async function fingerprintData({ crops, validation }: TrainingSetup, training: Int32Array): Promise<string> {
  const { size, boxScale, samples } = crops.manifest;
  const parts = [JSON.stringify({ size, boxScale })];
  for (const indices of [training, validation])
    for (let start = 0; start < Math.max(indices.length, 1); start += samplesAtOnce)
      parts.push(
        await hash(Array.from(indices.subarray(start, start + samplesAtOnce), (index) => line(samples[index]!))),
      );
  return (await hash(parts)).slice(0, 16);
}

/** A sample as training sees it, whatever the order of its fields. */
function line(sample: Omit<FaceSample, "bytes">): string {
  return JSON.stringify(Object.entries(sample).sort(([first], [second]) => (first < second ? -1 : 1)));
}

async function fingerprintTeachers(teachers: NonNullable<TrainingSetup["teachers"]>): Promise<string> {
  const parts: string[] = [];
  for (const teacher of teachers) {
    const isSheet = "ages" in teacher;
    parts.push(JSON.stringify(isSheet ? teacher.ageRange : teacher.architecture));
    const numbers = isSheet ? Object.entries({ ages: teacher.ages, genders: teacher.genders }) : teacher.weights;
    for (const [name, { buffer, byteOffset, byteLength }] of numbers)
      parts.push(name, await sha256Hex(new Uint8Array(buffer, byteOffset, byteLength)));
  }
  return (await hash(parts)).slice(0, 16);
}

function hash(parts: readonly string[]): Promise<string> {
  return sha256Hex(new TextEncoder().encode(parts.join("\n")));
}
