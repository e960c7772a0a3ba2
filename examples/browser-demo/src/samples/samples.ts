import type { Analysis } from "../answers";
import stored from "./answers.json";
import astronaut from "./astronaut.jpg?url";
import astronautSmall from "./astronaut-small.webp?url";
import hopper from "./hopper.jpg?url";
import hopperSmall from "./hopper-small.webp?url";
import many from "./many.jpg?url";
import manySmall from "./many-small.webp?url";
import type { Truth } from "./truth-words";

/** A photo that comes with the page, and its answer, which is there before the models are. */
export interface Sample {
  readonly id: string;
  /** On its button. */
  readonly title: string;
  /** What it shows, for those who do not see it and for the status line. */
  readonly name: string;
  readonly address: string;
  readonly small: string;
  /** What is known of the one on it, where the answer may be wrong. */
  readonly truth?: Truth;
  /** As `build/record-samples.mjs` wrote it down in Chromium. */
  readonly stored: Analysis | undefined;
}

const answers = stored as unknown as Readonly<Record<string, Analysis | undefined>>;

export const samples: readonly Sample[] = [
  {
    id: "astronaut",
    title: "One face",
    name: "Astronaut Eileen Collins",
    address: astronaut,
    small: astronautSmall,
    stored: answers.astronaut,
  },
  {
    id: "many",
    title: "A crowd of one",
    name: "The same photo 24 times: darker, tilted, blurred, smaller, and how far the guesses go apart",
    address: many,
    small: manySmall,
    stored: answers.many,
  },
  {
    id: "hopper",
    title: "In doubt",
    name: "Commodore Grace Hopper at 77, older than the model can say",
    address: hopper,
    small: hopperSmall,
    truth: { who: "Grace Hopper", gender: "female", age: 77 },
    stored: answers.hopper,
  },
];
