/** The message of another error, to be quoted inside a sentence: with its cause, without its full stop. */
export function reasonOf(error: unknown): string {
  // Anything can be thrown, also null and text.
  const { message = String(error), cause } = Object(error) as Partial<Error> & { cause?: Partial<Error> };
  // Node's fetch says only "fetch failed", and the reason in the cause.
  const reason = cause?.message ? `${message} (${cause.message})` : message;
  return reason.trim().replace(/\.$/, "");
}
