import { spawn } from "node:child_process";

/** A web server in a process of its own, answering on this machine alone. */
export interface StartedServer extends AsyncDisposable {
  readonly origin: string;
  /** What it has written so far. */
  log(): string;
}

/**
 * Starts a script of Node's that serves an application and says so, as `next start` and `vite` do.
 *
 * @param options - `folder` is the application's; `env` is added to the environment.
 * @throws Error with what it wrote, if it ends instead.
 */
export async function startServer(
  command: readonly string[],
  { folder, env }: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
): Promise<StartedServer> {
  const args = [...command, "--port", "0"];
  const server = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, ...env } });
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  let log = "";
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0];
      if (address && /ready/i.test(log)) resolve(address);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("error", reject);
    void ended.then(() => reject(new Error(`Expected "${args.join(" ")}" to serve, but it ended:\n${log}`)));
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
