/** Maps numbers to places on an axis. */
export interface Scale {
  readonly lowest: number;
  readonly highest: number;
  /** Round numbers to mark, in order. */
  readonly ticks: readonly number[];
  /** How a number is written at a tick. */
  format(value: number): string;
}

/** A scale from a little below the lowest value to a little above the highest, with about so many round ticks. */
export function createScale(
  values: readonly number[],
  { ticks: wanted = 5, lowest, highest }: { ticks?: number; lowest?: number; highest?: number } = {},
): Scale {
  let low = lowest ?? values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  let high = highest ?? values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (!(Number.isFinite(low) && Number.isFinite(high))) [low, high] = [0, 1];
  if (high <= low) high = low + Math.max(Math.abs(low) * 0.1, 1e-6);
  const step = roundStep((high - low) / wanted);
  // A given end is kept; a found one goes out to the next tick.
  const start = lowest ?? Math.floor(low / step) * step;
  const end = highest ?? Math.ceil(high / step - 1e-9) * step;
  const first = Math.ceil(start / step - 1e-9);
  const count = Math.floor(end / step + 1e-9) - first + 1;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return {
    lowest: start,
    highest: end,
    ticks: Array.from({ length: count }, (_, index) => Number(((first + index) * step).toFixed(digits))),
    format: (value) => formatTick(value, digits),
  };
}

/** The next step up of 1, 2, 2.5 (above 10), 5 and 10 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => rough <= candidate * power * (1 + 1e-9))!;
  return factor * power;
}

function formatTick(value: number, digits: number): string {
  if (Math.abs(value) >= 1e6) return `${Number((value / 1e6).toFixed(2))}M`;
  if (Math.abs(value) >= 1e4) return `${Number((value / 1e3).toFixed(1))}k`;
  return value.toFixed(digits);
}
