import type { RunHeader } from "./describe-run";

type Trait = (run: Partial<RunHeader>) => unknown;

/** The settings of a run as a message names them. */
const settings: Readonly<Record<string, Trait>> = {
  model: ({ model }) => model && `${model.name} ${model.version}, ${model.sha256?.slice(0, 8)}`,
  "the model's manifest": ({ model }) => model?.manifestSha256?.slice(0, 8),
  backend: ({ backend }) => backend,
  detector: ({ detector }) => detector,
  mirror: ({ mirror }) => mirror,
  "data set": ({ source }) => source,
  "chosen faces": ({ selection }) => selection,
};

/**
 * The differences of stored predictions from a run, as text; empty if it is the same run. The location of the data does not
 * matter.
 */
export function differencesOf(kept: Partial<RunHeader>, wanted: RunHeader): string[] {
  const differs = ([name, trait]: [string, Trait]): string[] => {
    const [before, now] = [kept, wanted].map((run) => JSON.stringify(trait(run)) ?? "none");
    return before === now ? [] : [`${name}: ${before} there, ${now} now`];
  };
  const found = Object.entries(settings).flatMap(differs);
  // Other settings choose other faces: to say that too would hide the cause.
  return found.length > 0 ? found : differs(["pictures or labels", ({ facesSha256 }) => facesSha256?.slice(0, 8)]);
}
