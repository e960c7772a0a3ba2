/** The first line of an error's message, as a sentence. */
export function firstLine(error: unknown): string {
  const line = String((error as Error)?.message ?? error)
    .split("\n", 1)[0]!
    .trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
