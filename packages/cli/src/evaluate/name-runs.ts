import type { Predictions } from "@fagr/evaluation";
import type { RunHeader } from "./describe-run";

type Trait = (run: Predictions) => string;

/** A trait of what `fagr evaluate` writes into the head; predictions from elsewhere may lack it. */
const headed =
  (trait: (header: Partial<RunHeader>) => unknown): Trait =>
  ({ header }) =>
    String(trait(header as Partial<RunHeader>) ?? "");

/** Traits that distinguish runs, the most distinctive first. */
const traits: readonly Trait[] = [
  sourceOf,
  ({ header: { model } }) => [model.name, model.version].filter(Boolean).join(" "),
  headed(({ model }) => model?.sha256?.slice(0, 8)),
  headed(({ model }) => model?.manifestSha256?.slice(0, 8)),
  headed(({ backend }) => backend),
  mirrorOf,
  headed(({ detector }) => detector ?? "no detector"),
  headed(({ selection }) => selection?.part),
  ({ records }) => `${records.length} faces`,
];

/**
 * A short name for each of some runs: what tells them apart, such as "UTKFace" and "WIKI" for one model on two data sets,
 * or "wasm" and "webgpu" for one model and data set on two backends.
 */
export function nameRuns(runs: readonly Predictions[]): string[] {
  const names = runs.map((run) => {
    const telling: string[] = [];
    let alike = runs;
    for (const trait of traits) {
      const still = alike.filter((other) => trait(other) === trait(run));
      if (still.length === alike.length) continue;
      telling.push(trait(run));
      alike = still;
    }
    return telling.length > 0 ? telling.join(", ") : sourceOf(run);
  });
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

function sourceOf({ header, records }: Predictions): string {
  const { source = records[0]?.source ?? header.dataSet ?? "faces" } = header as Partial<RunHeader>;
  return source;
}

/** Other tools may count the mirror image among what makes the model. */
function mirrorOf({ header }: Predictions): string {
  const { mirror = header.model.mirror } = header;
  return mirror ? "mirror averaged" : "as it is";
}
