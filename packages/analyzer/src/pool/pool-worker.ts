// Runs in each thread of a pool: opens an analyzer and answers one call after the other.
import { parentPort, workerData } from "node:worker_threads";
import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { createFaceAnalyzer, type FaceAnalyzer } from "../create-face-analyzer";
import type { PoolCall, PoolReply, PoolRequest, PoolStart } from "./messages";
import { toPlainError } from "./plain-error";

const port = parentPort!;
const reply = (message: PoolReply) => port.postMessage(message);
const { analyzer: module } = workerData as PoolStart;

try {
  const analyzer = await open();
  let running: { readonly id: number; readonly abort: AbortController } | undefined;

  port.on("message", async (request: PoolRequest) => {
    if ("abort" in request) {
      if (running?.id === request.abort) running.abort.abort();
      return;
    }
    const { id, call } = request;
    running = { id, abort: new AbortController() };
    try {
      reply({ kind: "answer", id, answer: await answer(analyzer, call, running.abort.signal) });
    } catch (error) {
      reply({ kind: "error", id, error: toPlainError(error) });
    }
  });
  reply({ kind: "ready" });
} catch (error) {
  reply({ kind: "unready", error: toPlainError(error) });
}

function answer(analyzer: FaceAnalyzer, call: PoolCall, signal: AbortSignal) {
  const { options } = call;
  if (call.kind === "analyze") return analyzer.analyze(call.image, { ...options, signal });
  return analyzer.model.predict(call.faces, { ...options, signal });
}

async function open(): Promise<FaceAnalyzer> {
  if (module === undefined) return createFaceAnalyzer();
  const { default: create } = (await import(module)) as { default?: unknown };
  if (typeof create !== "function")
    throw new InvalidArgumentError(
      `createFacePool({ analyzer }): expected ${module} to have a function as its default export that gives an analyzer, received ${describeValue(create)}.`,
    );
  const opened: unknown = await create();
  if (typeof (opened as Partial<FaceAnalyzer> | undefined)?.analyze !== "function")
    throw new InvalidArgumentError(
      `createFacePool({ analyzer }): expected the default export of ${module} to give an analyzer, such as createFaceAnalyzer() does, received ${describeValue(opened)}.`,
    );
  return opened as FaceAnalyzer;
}
