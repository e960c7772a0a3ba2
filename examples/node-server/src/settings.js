/** What a server takes and how much; each can be set from outside. */
export const settings = {
  host: process.env.HOST ?? "127.0.0.1",
  port: Number(process.env.PORT ?? 3000),
  /** Worker threads. Leave a core to the thread that speaks HTTP. */
  threads: Number(process.env.THREADS ?? 1),
  /** Uploads that may wait for a thread. Their bytes are in memory: times maximumBytes is what that can cost. */
  queue: Number(process.env.QUEUE ?? 64),
  /** Bytes of an upload. */
  maximumBytes: 8 * 2 ** 20,
  /** Milliseconds in which a client has to have sent its request. */
  requestTimeout: 30_000,
  /** Milliseconds that a stop waits for requests under way. */
  stopTimeout: 20_000,
};
