import { spawn } from "node:child_process";
import { join } from "node:path";

/** An application that was built with Next.js, answering on this machine alone. */
export interface NextServer extends AsyncDisposable {
  readonly origin: string;
  /** What it has written so far. */
  log(): string;
}

/** Starts `next start` on a free port. */
export async function startNext(home: string, app: string, env: Readonly<Record<string, string>>): Promise<NextServer> {
  const next = join(home, "node_modules/next/dist/bin/next");
  const server = spawn(process.execPath, [next, "start", "--hostname", "127.0.0.1", "--port", "0"], {
    cwd: join(home, app),
    env: { ...process.env, ...env },
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  let log = "";
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0];
      if (address && /Ready/.test(log)) resolve(address);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("error", reject);
    void ended.then(() => reject(new Error(`Expected "next start" to answer, but it ended:\n${log}`)));
  });
  return {
    origin,
    log: () => log,
    async [Symbol.asyncDispose]() {
      server.kill();
      await ended;
    },
  };
}
