/**
 * The promise's value, or a rejection with the signal's reason as soon as it is aborted: for promises that ignore signals.
 *
 * @example
 * ```ts
 * const answer = await untilAborted(fetch("https://example.org/"), AbortSignal.timeout(1000));
 * ```
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  // Whatever becomes of it after the signal, nobody waits for it.
  promise.catch(() => {});
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
