import { InvalidArgumentError } from "../errors";
import { describeValue } from "./describe-value";

/** Longer delays fire at once in Node and browsers. */
const longestDelay = 2 ** 31 - 1;

/** The whole may take this many times the longest pause. */
const silences = 40;

/** A watch over something that arrives in pieces. */
export interface SilenceWatch {
  /** Something arrived. */
  heard(): void;
  /** Everything has arrived, or nobody waits any longer. */
  end(): void;
}

/** @throws InvalidArgumentError unless it is a number of milliseconds, 0 or more. */
export function checkTimeout(timeout: unknown): void {
  if (!(typeof timeout === "number" && timeout >= 0))
    throw new InvalidArgumentError(`Expected timeout to be a number >= 0, received ${describeValue(timeout)}.`);
}

/**
 * Watches from now on that no pause is longer than `timeout` milliseconds, and that the whole takes at most forty times that.
 * Otherwise `tooSlow` is called once, with what happened: "no data arrived for 15 seconds".
 */
export function watchSilence(timeout: number, tooSlow: (happened: string) => void): SilenceWatch {
  const after = (milliseconds: number, happened: (seconds: number) => string) =>
    setTimeout(() => tooSlow(happened(milliseconds / 1000)), Math.min(milliseconds, longestDelay));
  const startSilence = () => after(timeout, (seconds) => `no data arrived for ${seconds} seconds`);
  const whole = after(timeout * silences, (seconds) => `it was not complete after ${seconds} seconds`);
  let silence = startSilence();
  return {
    heard() {
      clearTimeout(silence);
      silence = startSilence();
    },
    end() {
      clearTimeout(silence);
      clearTimeout(whole);
    },
  };
}
