import type { StepEvent, TrainingEvent, ValidationEvent } from "@fagr/training";
import type { CommandContext } from "../context";
import { bar, clock, percent, withThousands } from "../output/numbers";

/** About how many lines a stage's steps leave in a log, and how many steps at most are between two of them. */
const linesPerStage = 20;
const mostStepsBetweenLines = 100;

/** Reports the progress of a training: a transient line for every step, and permanent lines for important events. */
export class TrainingProgress {
  readonly #context: Pick<CommandContext, "progress" | "note">;
  #stages = 1;
  #asksTeachers = false;

  constructor(context: Pick<CommandContext, "progress" | "note">) {
    this.#context = context;
  }

  show(event: TrainingEvent): void {
    const { note, progress } = this.#context;
    switch (event.kind) {
      case "stage":
        this.#stages = event.stages;
        note(
          `${this.#name(event)}stage ${event.index + 1} of ${event.stages}: ${withThousands(event.steps)} steps on ${withThousands(event.samples)} faces`,
        );
        break;
      case "resumed":
        note(`${this.#name(event)}continuing after step ${event.step}`);
        break;
      case "lesson": {
        const line = `${this.#name(event)}asking the teachers, ${clock(event.secondsLeft)} left`;
        const isLast = event.done === event.all;
        if (isLast) note(`${this.#name(event)}the teachers gave ${withThousands(event.all)} answers`);
        else if (!this.#asksTeachers) note(line);
        this.#asksTeachers = !isLast;
        progress(`${bar(event.done / event.all, 16)} ${line}`);
        break;
      }
      case "step": {
        const line = this.#name(event) + stepLine(event);
        const every = Math.min(mostStepsBetweenLines, Math.max(1, Math.round(event.steps / linesPerStage)));
        if (event.step % every === 0) note(line);
        progress(`${bar(event.step / event.steps, 16)} ${line}`);
        break;
      }
      case "validation":
        note(`${this.#name(event)}validation after step ${event.step}: ${validationLine(event)}`);
        break;
      case "checkpoint":
        break;
    }
  }

  #name({ stage }: TrainingEvent): string {
    return this.#stages > 1 ? `${stage}: ` : "";
  }
}

function stepLine({ step, steps, losses, imagesPerSecond, secondsLeft }: StepEvent): string {
  const terms = Object.entries(losses).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return `step ${step}/${steps}, loss: ${terms.join(", ")}, ${imagesPerSecond.toFixed(1)} images/s, ${clock(secondsLeft)} left`;
}

function validationLine({ count, ageError, genderAccuracy, attributes = {} }: ValidationEvent): string {
  return [
    ageError === null ? [] : `age error ${ageError.toFixed(2)} years`,
    genderAccuracy === null ? [] : `gender ${percent(genderAccuracy, 1)}`,
    Object.entries(attributes).flatMap(([name, { accuracy }]) =>
      accuracy === null ? [] : `${name} ${percent(accuracy, 1)}`,
    ),
    `${withThousands(count)} faces`,
  ]
    .flat()
    .join(", ");
}
