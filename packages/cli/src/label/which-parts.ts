import { createInterface } from "node:readline";
import { InvalidArgumentError } from "@fagr/core";
import { InvalidArgumentError as UsageError } from "commander";

/** One of several shares of the work. */
export interface Shard {
  /** Which one, from 1. */
  readonly number: number;
  readonly of: number;
}

/** Parses "2/8": the second of eight shares. */
export function parseShard(text: string): Shard {
  const [, number, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (number === undefined || Number(number) < 1 || Number(number) > Number(of))
    throw new UsageError("Expected a share such as 1/4, the first of four.");
  return { number: Number(number), of: Number(of) };
}

/** The parts of a share: every n-th, so that all shares end at about the same time. */
export function* partsOf({ number, of }: Shard, count: number): Generator<number> {
  for (let part = number - 1; part < count; part += of) yield part;
}

/**
 * Part numbers from the input, one per line, until it ends.
 *
 * @throws InvalidArgumentError for a line that is no part of the work.
 */
export async function* partsFrom(input: NodeJS.ReadableStream, count: number): AsyncGenerator<number> {
  for await (const line of createInterface({ input })) {
    if (line.trim() === "") continue;
    const part = Number(line);
    if (!(Number.isInteger(part) && part >= 0 && part < count))
      throw new InvalidArgumentError(
        `Expected the number of a part on a line of the input, 0 to ${count - 1}, received "${line}".`,
      );
    yield part;
  }
}
