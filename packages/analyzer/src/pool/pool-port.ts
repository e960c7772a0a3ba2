import type { PoolReply, PoolRequest } from "./messages";

/** A worker's channel to its pool. */
export interface PoolPort {
  post(reply: PoolReply): void;
  onRequest(listener: (request: PoolRequest) => void): void;
  /** The name of a lock that this thread holds until it ends, if its end is not noticed otherwise. */
  readonly lock: Promise<string | undefined>;
}

/** What `#pool-port` exports as `openPoolPort`. Undefined on a thread that is not a worker. */
export type OpenPoolPort = () => PoolPort | undefined;
