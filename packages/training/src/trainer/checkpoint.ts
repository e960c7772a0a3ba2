import { TrainingError } from "@fagr/core";
import { sha256Hex } from "@fagr/core/backend";
import type { Recipe } from "../recipe/recipe";
import type { SamplerState } from "../sampler/sampler";
import type { Conditions } from "./conditions";
import type { EpochState } from "./epoch-means";
import type { ValidationResult } from "./validate";

/** A checkpoint that is kept because its validation was among the best. */
export interface BestCheckpoint {
  readonly step: number;
  /** The monitored figure. */
  readonly value: number;
}

/**
 * All of a stage's state after a step. Random numbers need no state of their own: augmentation, dropout and the order of
 * samples are drawn from the recipe's seed and the step, so both together are the random state.
 */
export interface Checkpoint {
  readonly recipe: Recipe;
  /** What else decides about the weights. */
  readonly conditions: Conditions;
  /** Steps done. */
  readonly step: number;
  /** Whether the stage is over: its last step is done, or a callback ended it. */
  readonly finished: boolean;
  readonly sampler: SamplerState;
  readonly optimiserUpdates: number;
  /** What callbacks made of the schedule's learning rate, a factor. */
  readonly learningRateScale: number;
  /** Sums over the epoch that is running. */
  readonly epoch: EpochState;
  /** What callbacks remember, by their names. */
  readonly callbacks: Readonly<Record<string, unknown>>;
  /** The best validations so far, best first. */
  readonly best: readonly BestCheckpoint[];
  /** The last validation, if there was one. */
  readonly validation: ValidationResult | null;
  /**
   * Flat arrays of all weights, see ParameterLayout: `values`, `average` where the recipe keeps one, and the optimiser's,
   * named `optimiser/...`.
   */
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

const format = "fagr-checkpoint/3";
const lineFeed = 10;

/** The weights of a checkpoint that are validated and shipped, flat: the average where there is one. */
export function shippedWeights({ arrays }: Pick<Checkpoint, "arrays">): Float32Array {
  return arrays.average ?? arrays.values!;
}

/** In place of the SHA-256 while it is computed. */
const noHash = "0".repeat(64);

/**
 * A checkpoint as bytes: a line of JSON, then the arrays as float32 in the machine's (little-endian) order. The SHA-256 in the line
 * is that of the whole file with zeros in its place.
 */
export async function encodeCheckpoint({ arrays, ...state }: Checkpoint): Promise<Uint8Array<ArrayBuffer>> {
  const entries = Object.entries(arrays);
  const numbers = new Float32Array(entries.reduce((sum, [, array]) => sum + array.length, 0));
  let offset = 0;
  for (const [, array] of entries) {
    numbers.set(array, offset);
    offset += array.length;
  }
  const body = new Uint8Array(numbers.buffer);
  const lengths = entries.map(([name, { length }]) => [name, length]);
  const line = encode(`${JSON.stringify({ format, ...state, arrays: lengths, sha256: noHash })}\n`);
  const bytes = new Uint8Array(line.length + body.length);
  bytes.set(line);
  bytes.set(body, line.length);
  bytes.set(encode(await sha256Hex(bytes)), hashPlace(line.length));
  return bytes;
}

const encode = (text: string) => new TextEncoder().encode(text);

/** Where the hash stands in a line of this length, whose end is `"}` and a line feed. */
const hashPlace = (lineLength: number) => lineLength - 3 - noHash.length;

/**
 * Reads what {@link encodeCheckpoint} wrote.
 *
 * @param file - Where the bytes come from, for messages.
 * @throws TrainingError if they are cut short, changed, or of another version.
 */
export async function decodeCheckpoint(bytes: Uint8Array<ArrayBuffer>, file: string): Promise<Checkpoint> {
  const end = Math.max(bytes.indexOf(lineFeed), 0);
  const header = parseHeader(bytes.subarray(0, end));
  const body = bytes.slice(end + 1);
  if (header?.format !== format || !(await isWhole(bytes, end + 1)) || !fits(header, body))
    throw new TrainingError(
      `${file} is not a complete checkpoint of this version (${format}). Remove it to continue from the previous one.`,
    );
  const { format: _, sha256: __, arrays: lengths, ...state } = header;
  const numbers = new Float32Array(body.buffer);
  const arrays: Record<string, Float32Array> = {};
  let offset = 0;
  for (const [name, length] of lengths) {
    arrays[name] = numbers.slice(offset, offset + length);
    offset += length;
  }
  return { ...state, arrays };
}

/** Whether the file's hash is the one in its line, where this writes it. */
async function isWhole(bytes: Uint8Array<ArrayBuffer>, lineLength: number): Promise<boolean> {
  const place = hashPlace(lineLength);
  if (place < 0) return false;
  const blank = bytes.slice();
  blank.set(encode(noHash), place);
  const expected = encode(await sha256Hex(blank));
  return expected.every((byte, index) => bytes[place + index] === byte);
}

/** Whether the line tells as many numbers as follow it, and everything else is there. */
function fits({ arrays, recipe, conditions, sampler, step, epoch, best }: Header, body: Uint8Array): boolean {
  const isObject = (value: unknown) => typeof value === "object" && value !== null;
  if (![arrays, best].every(Array.isArray) || ![recipe, conditions, sampler, epoch].every(isObject)) return false;
  const whole = arrays.every((entry) => Array.isArray(entry) && Number.isInteger(entry[1]) && entry[1] >= 0);
  return whole && step >= 0 && arrays.reduce((sum, [, length]) => sum + 4 * length, 0) === body.length;
}

type Header = Omit<Checkpoint, "arrays"> & {
  readonly format: string;
  readonly sha256: string;
  readonly arrays: readonly (readonly [name: string, length: number])[];
};

function parseHeader(line: Uint8Array): Header | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(line)) as Header;
  } catch {
    return undefined;
  }
}
