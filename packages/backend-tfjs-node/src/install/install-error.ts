/** Why the installation cannot go on, and what to do, in a sentence for people. */
export class InstallError extends Error {
  override readonly name = "InstallError";
}

export function messageOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: Error };
  // fetch says no more than "fetch failed"; its cause has the reason.
  return cause?.message ? `${message}: ${cause.message}` : message;
}
