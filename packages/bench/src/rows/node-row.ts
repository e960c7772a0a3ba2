import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Row } from "./row";
import type { NodeRequest, NodeSubject } from "./subject";

/** Longest wait for an answer, milliseconds: a software adapter takes its time for 32 faces. */
const patience = 600_000;

/** Which Node, and with what variables of its environment. */
export interface NodeRowOptions {
  readonly executable?: string;
  readonly variables?: Readonly<Record<string, string>> | undefined;
}

/** Something in a Node process of its own. */
export function createNodeRow(
  subject: NodeSubject,
  { executable = process.execPath, variables = {} }: NodeRowOptions = {},
): Row {
  const child = fork(fileURLToPath(new URL("node-child.js", import.meta.url)), {
    execPath: executable,
    execArgv: [],
    env: { ...process.env, ...variables },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  return {
    open: () => ask(child, { kind: "open", subject }),
    round: () => ask(child, { kind: "round" }),
    async close() {
      child.kill();
    },
  };
}

function ask<Answer>(child: ChildProcess, request: NodeRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onExit);
      finish();
    };
    const onMessage = ({ answer, error }: { answer?: Answer; error?: string }) =>
      settle(() => (error === undefined ? resolve(answer!) : reject(new Error(error))));
    const onExit = (code: number | null, signal: string | null) =>
      settle(() => reject(new Error(`Its process ended (${signal ?? `exit code ${code}`}).`)));
    const timer = setTimeout(
      () => settle(() => reject(new Error(`It did not answer within ${patience / 1000} seconds.`))),
      patience,
    );
    child.on("message", onMessage).on("exit", onExit);
    child.send(request, (error) => error && settle(() => reject(error)));
  });
}
