import type { Activation } from "./graph";
import { padValues } from "./pack-weights";
import type { Workshop } from "./program";

/** An activation as kernels take it: assembly/vector.ts's mode, and the address of slopes or limits. */
export interface CompiledActivation {
  readonly mode: number;
  readonly slopes: number;
}

const modes = { linear: 0, prelu: 1, clip: 2 } as const;

/** @param length - Floats that PReLU's slopes are filled up to. */
export function compileActivation(
  { memory }: Workshop,
  activation: Activation | null,
  length: number,
): CompiledActivation {
  if (!activation) return { mode: modes.linear, slopes: 0 };
  if (activation.kind === "clip") {
    const limits = new Float32Array(8).fill(activation.minimum, 0, 4).fill(activation.maximum, 4);
    return { mode: modes.clip, slopes: memory.constant(limits) };
  }
  // x + min(x, 0) * (slope - 1)
  const bends = padValues(
    activation.slopes.map((slope) => slope - 1),
    length,
  );
  return { mode: modes.prelu, slopes: memory.constant(bends) };
}
