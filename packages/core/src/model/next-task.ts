/**
 * Lets the event loop turn once: timers, sockets and aborts get their turn. Microtasks (promises) run before all of those.
 */
export function nextTask(): Promise<void> {
  // Not timers: pages that are in the background get theirs once a second.
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  if (typeof MessageChannel === "undefined") return new Promise((resolve) => setTimeout(resolve, 0));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
