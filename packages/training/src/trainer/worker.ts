/** The thread of one replica: answers a request at a time. */
import { parentPort, workerData } from "node:worker_threads";
import { activateNodeBackend } from "./node-backend";
import { openReplica } from "./replica";
import type { WorkerReply, WorkerRequest, WorkerStart } from "./worker-messages";

const { replica: options, values, gradients, exchange } = workerData as WorkerStart;
const reply = (message: WorkerReply) => parentPort!.postMessage(message);

/** An error's class does not survive the way to the other thread, so what matters of it is sent in words. */
function fail(error: unknown): void {
  const { name, message, packageName } = error as Error & { packageName?: string };
  reply({ kind: "error", name, message, ...(packageName === undefined ? {} : { packageName }) });
}

try {
  await activateNodeBackend(options.backend);
  const replica = await openReplica(options, exchange);
  parentPort!.on("message", async (request: WorkerRequest) => {
    try {
      if (request.kind === "gradients")
        reply({ kind: "gradients", result: await replica.gradients(request.part, { values, gradients }) });
      else reply({ kind: "predict", probabilities: await replica.predict(request.indices, values, request.options) });
    } catch (error) {
      fail(error);
    }
  });
  reply({ kind: "ready" });
} catch (error) {
  fail(error);
}
