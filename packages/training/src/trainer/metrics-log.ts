import type { TrainingStorage } from "../storage/training-storage";
import { addFigures, type FigureSums, toFigures } from "./task-figures";
import type { StepEvent, TrainingEvent, ValidationEvent } from "./training-event";

/** A line of metrics.jsonl: a validation, or the mean of the steps since the line before. */
export type TrainingMetrics = StepEvent | ValidationEvent;

const file = "metrics.jsonl";

/**
 * The metrics of a training so far, in the order of the steps.
 *
 * @example
 * ```ts
 * const svg = plotTrainingCurves(await readMetrics(folderStorage("run")));
 * ```
 */
export async function readMetrics(storage: TrainingStorage): Promise<TrainingMetrics[]> {
  const text = new TextDecoder().decode((await storage.read(file)) ?? new Uint8Array());
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line) as TrainingMetrics];
    } catch {
      // The empty end, or a line that a kill cut short: what it told is told again after the resume.
      return [];
    }
  });
}

/** Writes the metrics of one stage as JSON lines into `metrics.jsonl`. */
export class MetricsLog {
  readonly #storage: TrainingStorage;
  readonly #stage: string;
  readonly #every: number;
  #steps: { event: StepEvent; figures: FigureSums }[] = [];

  /** @param options - `every`: steps between lines. */
  constructor(storage: TrainingStorage, { stage, every }: { stage: string; every: number }) {
    this.#storage = storage;
    this.#stage = stage;
    this.#every = every;
  }

  /** Drops what an earlier run wrote of this stage after a step: it will be done again. */
  async resumeAt(step: number): Promise<void> {
    const lines = await readMetrics(this.#storage);
    const kept = lines.filter((line) => line.stage !== this.#stage || line.step <= step);
    if (lines.length === 0) return;
    const text = kept.map((line) => `${JSON.stringify(line)}\n`).join("");
    await this.#storage.write(file, new TextEncoder().encode(text));
  }

  /** @param figures - The sums that the event's figures are means of. */
  async addStep(event: StepEvent, figures: FigureSums): Promise<void> {
    this.#steps.push({ event, figures });
    if (event.step % this.#every !== 0 && event.step !== event.steps) return;
    const steps = this.#steps;
    this.#steps = [];
    const mean = (value: (event: StepEvent) => number) =>
      steps.reduce((sum, step) => sum + value(step.event), 0) / steps.length;
    await this.#append({
      ...event,
      loss: mean(({ loss }) => loss),
      losses: Object.fromEntries(
        Object.keys(event.losses).map((name) => [name, mean(({ losses }) => losses[name] ?? 0)]),
      ),
      gradientNorm: mean(({ gradientNorm }) => gradientNorm),
      ...toFigures(addFigures(steps.map((step) => step.figures))),
    });
  }

  async add(event: ValidationEvent): Promise<void> {
    await this.#append(event);
  }

  async #append(event: TrainingEvent): Promise<void> {
    await this.#storage.append(file, `${JSON.stringify(event)}\n`);
  }
}
