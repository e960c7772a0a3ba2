import { Worker } from "node:worker_threads";
import { InvalidArgumentError, RuntimeMissingError, TrainingError } from "@fagr/core";
import { planNetwork } from "@fagr/core/network";
import { createBatchExchange } from "./batch-exchange";
import type { CreateTeam } from "./team";
import type { WorkerReply, WorkerRequest, WorkerStart } from "./worker-messages";

/** A team of workers, each with its own tfjs heap; weights and gradients are shared memory, and so are crops in memory. */
export function createWorkerTeam(workers: number): CreateTeam {
  return async (options, length) => {
    const shared = () => new Float32Array(new SharedArrayBuffer(length * 4));
    const values = shared();
    const exchange = createBatchExchange(planNetwork(options.architecture), workers);
    const members = Array.from({ length: workers }, () => {
      const gradients = shared();
      const start: WorkerStart = { replica: options, values, gradients, exchange };
      return { gradients, worker: new Worker(new URL("./worker.js", import.meta.url), { workerData: start }) };
    });
    const dispose = async () => {
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    };
    try {
      await Promise.all(members.map(({ worker }) => nextReply(worker)));
    } catch (error) {
      await dispose();
      throw error;
    }
    const ask = async <Kind extends "gradients" | "predict">(
      index: number,
      request: WorkerRequest & { kind: Kind },
    ): Promise<WorkerReply & { kind: Kind }> => {
      const { worker } = members[index]!;
      const reply = nextReply(worker);
      worker.postMessage(request);
      return (await reply) as WorkerReply & { kind: Kind };
    };
    return {
      size: workers,
      values,
      gradients: members.map(({ gradients }) => gradients),
      async computeGradients(parts) {
        const replies = await Promise.all(parts.map((part, index) => ask(index, { kind: "gradients", part })));
        return replies.map(({ result }) => result);
      },
      async predict(indices, options) {
        const share = Math.ceil(indices.length / workers);
        const parts = members.map((_, index) => indices.slice(index * share, (index + 1) * share));
        const replies = await Promise.all(
          parts.map((part, index) => ask(index, { kind: "predict", indices: part, options })),
        );
        const all = replies.map(({ probabilities }) => probabilities);
        const names = Object.keys(all[0]!.attributes);
        return {
          age: concatenate(all.map(({ age }) => age)),
          gender: concatenate(all.map(({ gender }) => gender)),
          attributes: Object.fromEntries(
            names.map((name) => [name, concatenate(all.map(({ attributes }) => attributes[name]!))]),
          ),
        };
      },
      dispose,
    };
  };
}

function nextReply(worker: Worker): Promise<WorkerReply> {
  return new Promise((resolve, reject) => {
    const finish = (action: () => void) => {
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.off("exit", onExit);
      action();
    };
    const onMessage = (reply: WorkerReply) =>
      finish(() => (reply.kind === "error" ? reject(toError(reply)) : resolve(reply)));
    const onError = (cause: Error) =>
      finish(() => reject(new TrainingError(`A training worker failed: ${cause.message}`, { cause })));
    const onExit = (code: number) =>
      finish(() =>
        reject(new TrainingError(`A training worker ended with code ${code}; there may be too little memory.`)),
      );
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.on("exit", onExit);
  });
}

function toError({ name, message, packageName }: WorkerReply & { kind: "error" }): Error {
  if (packageName !== undefined) return new RuntimeMissingError(packageName, message);
  if (name === "InvalidArgumentError") return new InvalidArgumentError(message);
  return new TrainingError(name === "TrainingError" ? message : `A training worker failed: ${message}`);
}

function concatenate(arrays: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let offset = 0;
  for (const array of arrays) {
    result.set(array, offset);
    offset += array.length;
  }
  return result;
}
