import type { Availability, OpenedRow, RoundTimes, Row } from "./row";

/** A row with its name. */
export interface NamedRow<Times = RoundTimes, Opened extends Availability = OpenedRow> {
  readonly title: string;
  readonly row: Row<Times, Opened>;
  /** Fewer rounds than the others, for what takes minutes. */
  readonly mostRounds?: number;
}

/** What was found out about a row: what opening it told, or the error, and the times of its rounds. */
export interface Findings<Times = RoundTimes, Opened extends Availability = OpenedRow> {
  readonly opened?: Opened;
  readonly error?: string;
  readonly rounds: readonly Times[];
}

/** How long, and who hears of it. */
export interface RunOptions {
  readonly rounds: number;
  log(line: string): void;
}

/**
 * Opens each row alone, then times all in turn, round after round, so that a slow minute of the machine falls on all. The
 * findings come in the order of the rows.
 */
export async function runInTurn<Times = RoundTimes, Opened extends Availability = OpenedRow>(
  rows: readonly NamedRow<Times, Opened>[],
  { rounds, log }: RunOptions,
): Promise<Findings<Times, Opened>[]> {
  const found: { opened?: Opened; error?: string; rounds: Times[] }[] = rows.map(() => ({ rounds: [] }));
  /** One row's failure is its result, and not the end. */
  const attempt = async (index: number, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      found[index]!.error = (error as Error).message.split("\n", 1)[0]!;
    }
  };
  try {
    for (const [index, { title, row }] of rows.entries()) {
      await attempt(index, async () => {
        found[index]!.opened = await row.open();
      });
      log(`${title}: ${found[index]!.error ?? found[index]!.opened?.reason}`);
    }
    for (let round = 1; round <= rounds; round++) {
      for (const [index, { row, mostRounds = rounds }] of rows.entries()) {
        const { opened, error } = found[index]!;
        if (opened?.available && error === undefined && round <= mostRounds)
          await attempt(index, async () => {
            found[index]!.rounds.push(await row.round());
          });
      }
      log(`round ${round} of ${rounds}`);
    }
  } finally {
    for (const { row } of rows) await row.close();
  }
  return found;
}
