/** The thread of one replica: answers a request at a time. */
import { parentPort, workerData } from "node:worker_threads";
import { Replica } from "./replica";
import type { TeamReply, TeamRequest, WorkerStart } from "./team";

const { replica: options, values, gradients } = workerData as WorkerStart;
const reply = (message: TeamReply) => parentPort!.postMessage(message);
const replica = await Replica.create(options);

parentPort!.on("message", (request: TeamRequest) => {
  try {
    if (request.kind === "gradients")
      reply({ kind: "gradients", losses: replica.gradients(request.part, { values, gradients }) });
    else reply({ kind: "predict", prediction: replica.predict(request.indices, values) });
  } catch (error) {
    reply({ kind: "error", message: (error as Error).message });
  }
});
reply({ kind: "ready" });
