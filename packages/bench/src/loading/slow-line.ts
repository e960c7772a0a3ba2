import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Line } from "../photo/throttle";

/** Bytes that go through at once. */
const piece = 4096;

/**
 * A slow way to a server. All connections share what goes through, and each new one and each request waits first. The browser's own brake
 * ({@link Line} in `throttle()`) holds up a page and leaves its workers alone; this one holds up all.
 */
export async function openSlowLine(
  origin: string,
  { megabitsPerSecond, latencyMilliseconds }: Line,
): Promise<AsyncDisposable & { readonly origin: string }> {
  const bytesPerMillisecond = (megabitsPerSecond * 1e6) / 8 / 1000;
  let free = 0;
  const pass = async (bytes: number) => {
    free = Math.max(performance.now(), free) + bytes / bytesPerMillisecond;
    await sleep(free - performance.now());
  };
  const carry = async (from: Socket, to: Socket, before: (bytes: number) => Promise<unknown>) => {
    for await (const chunk of from)
      for (let start = 0; start < chunk.length; start += piece) {
        const part: Buffer = chunk.subarray(start, start + piece);
        await before(part.length);
        to.write(part);
      }
    to.end();
  };
  const open = new Set<Socket>();
  const line = createServer(async (near) => {
    const far = connect(Number(new URL(origin).port), "127.0.0.1");
    for (const socket of [near, far]) open.add(socket.setNoDelay());
    await sleep(latencyMilliseconds);
    // A browser that goes away breaks its connections off.
    await Promise.allSettled([carry(near, far, () => sleep(latencyMilliseconds)), carry(far, near, pass)]);
    for (const socket of [near, far]) open.delete(socket.destroy());
  });
  line.listen(0, "127.0.0.1");
  await once(line, "listening");
  return {
    origin: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => line.close(resolve));
    },
  };
}
