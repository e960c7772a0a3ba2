import { Worker } from "node:worker_threads";
import { TrainingError } from "@fagr/core";
import { type PartLosses, Replica, type ReplicaOptions, type ReplicaPrediction, type StepPart } from "./replica";

/** What goes to a worker. */
export type TeamRequest =
  | { readonly kind: "gradients"; readonly part: StepPart }
  | { readonly kind: "predict"; readonly indices: Int32Array };

/** What comes back. */
export type TeamReply =
  | { readonly kind: "ready" }
  | { readonly kind: "gradients"; readonly losses: PartLosses }
  | { readonly kind: "predict"; readonly prediction: ReplicaPrediction }
  | { readonly kind: "error"; readonly message: string };

/** What a worker starts with; the arrays are shared memory. */
export interface WorkerStart {
  readonly replica: ReplicaOptions;
  readonly values: Float32Array;
  readonly gradients: Float32Array;
}

/** Several replicas that work on parts of one batch: this thread alone, or one worker a core. */
export interface Team {
  /** How many replicas there are. */
  readonly size: number;
  /** The weights that all replicas read. */
  readonly values: Float32Array;
  /** What each replica wrote last. */
  readonly gradients: readonly Float32Array[];
  /** One part a replica; empty parts are left out. */
  computeGradients(parts: readonly StepPart[]): Promise<PartLosses[]>;
  predict(indices: Int32Array): Promise<ReplicaPrediction>;
  dispose(): Promise<void>;
}

/** A team of one replica in this thread: for browsers and tests. */
export async function createLocalTeam(options: ReplicaOptions, length: number): Promise<Team> {
  const replica = await Replica.create(options);
  const values = new Float32Array(length);
  const gradients = [new Float32Array(length)];
  return {
    size: 1,
    values,
    gradients,
    async computeGradients([part]) {
      return [replica.gradients(part!, { values, gradients: gradients[0]! })];
    },
    async predict(indices) {
      return replica.predict(indices, values);
    },
    async dispose() {},
  };
}

/** A team of workers, each with its own tfjs heap; weights, gradients and crops are shared memory. */
export async function createWorkerTeam(
  options: ReplicaOptions,
  { workers, length }: { workers: number; length: number },
): Promise<Team> {
  const shared = () => new Float32Array(new SharedArrayBuffer(length * 4));
  const values = shared();
  const members = Array.from({ length: workers }, () => {
    const gradients = shared();
    const start: WorkerStart = { replica: options, values, gradients };
    return { gradients, worker: new Worker(new URL("./worker.js", import.meta.url), { workerData: start }) };
  });
  await Promise.all(members.map(({ worker }) => nextReply(worker)));
  const ask = async <Kind extends "gradients" | "predict">(index: number, request: TeamRequest & { kind: Kind }) => {
    const { worker } = members[index]!;
    const reply = nextReply(worker);
    worker.postMessage(request);
    return (await reply) as TeamReply & { kind: Kind };
  };
  return {
    size: workers,
    values,
    gradients: members.map(({ gradients }) => gradients),
    async computeGradients(parts) {
      const replies = await Promise.all(parts.map((part, index) => ask(index, { kind: "gradients", part })));
      return replies.map(({ losses }) => losses);
    },
    async predict(indices) {
      const share = Math.ceil(indices.length / workers);
      const parts = members.map((_, index) => indices.slice(index * share, (index + 1) * share));
      const replies = await Promise.all(parts.map((part, index) => ask(index, { kind: "predict", indices: part })));
      return {
        age: concatenate(replies.map(({ prediction }) => prediction.age)),
        gender: concatenate(replies.map(({ prediction }) => prediction.gender)),
      };
    },
    async dispose() {
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}

function nextReply(worker: Worker): Promise<TeamReply> {
  return new Promise((resolve, reject) => {
    const finish = (action: () => void) => {
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.off("exit", onExit);
      action();
    };
    const onMessage = (reply: TeamReply) =>
      finish(() => (reply.kind === "error" ? reject(new TrainingError(reply.message)) : resolve(reply)));
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

function concatenate(arrays: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let offset = 0;
  for (const array of arrays) {
    result.set(array, offset);
    offset += array.length;
  }
  return result;
}
