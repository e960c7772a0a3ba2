/** What another's error says, to be quoted inside a sentence of ours: with its cause, without its full stop. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: Partial<Error> };
  // Node's fetch says only "fetch failed", and the reason in the cause.
  const reason = cause?.message ? `${message} (${cause.message})` : message;
  return reason.trim().replace(/\.$/, "");
}
