import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { openPoolPort } from "#pool-port";
import { createFaceAnalyzer, type FaceAnalyzer } from "../create-face-analyzer";
import type { PoolCall } from "./messages";
import { toPlainError } from "./plain-error";
import { closeBitmaps } from "./sendable";

/**
 * Call it in the script of a worker to make it a thread of a face pool: it opens an analyzer and answers one request after the
 * other. Only a worker of your own needs it, for other weights, another detector or a bundler that does not find the package's
 * worker.
 *
 * @param create - Opens the analyzer. Default: `createFaceAnalyzer`.
 * @throws InvalidArgumentError outside a worker. Errors of `create` are passed to `createFacePool()`.
 *
 * @example
 * ```ts
 * // my-worker.ts, for createFacePool({ worker: () => new Worker(new URL("./my-worker.ts", import.meta.url), { type: "module" }) })
 * import { createFaceAnalyzer } from "@fagr/analyzer";
 * import { serveFacePool } from "@fagr/analyzer/pool-worker";
 * import { weights } from "@fagr/weights/all-ages-int8";
 *
 * serveFacePool(() => createFaceAnalyzer({ weights }));
 * ```
 */
export function serveFacePool(create: () => FaceAnalyzer | Promise<FaceAnalyzer> = createFaceAnalyzer): void {
  const port = openPoolPort();
  if (!port)
    throw new InvalidArgumentError(
      'serveFacePool(): expected a worker, but this is no worker\'s thread. Call it in the script of a Worker, such as new Worker(new URL("./my-worker.js", import.meta.url), { type: "module" }).',
    );
  let running: { readonly id: number; readonly abort: AbortController } | undefined;
  const opening = open(create);
  port.onRequest(async (request) => {
    if ("abort" in request) {
      if (running?.id === request.abort) running.abort.abort();
      return;
    }
    const { id, call } = request;
    running = { id, abort: new AbortController() };
    try {
      port.post({ kind: "answer", id, answer: await answer(await opening, call, running.abort.signal) });
    } catch (error) {
      port.post({ kind: "error", id, error: toPlainError(error) });
    } finally {
      closeBitmaps(call);
    }
  });
  opening.then(
    async () => port.post({ kind: "ready", lock: await port.lock }),
    (error) => port.post({ kind: "unready", error: toPlainError(error) }),
  );
}

function answer(analyzer: FaceAnalyzer, call: PoolCall, signal: AbortSignal) {
  const { options } = call;
  if (call.kind === "analyze") return analyzer.analyze(call.image, { ...options, signal });
  return analyzer.model.predict(call.faces, { ...options, signal });
}

async function open(create: () => FaceAnalyzer | Promise<FaceAnalyzer>): Promise<FaceAnalyzer> {
  const opened: unknown = await create();
  if (typeof (opened as Partial<FaceAnalyzer> | undefined)?.analyze !== "function")
    throw new InvalidArgumentError(
      `A worker of a face pool: expected an analyzer, such as the result of createFaceAnalyzer(), received ${describeValue(opened)}.`,
    );
  return opened as FaceAnalyzer;
}
