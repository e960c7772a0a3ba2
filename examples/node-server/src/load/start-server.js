import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../main.js", import.meta.url));

/** The server in a process of its own, on a port that is free. */
export async function startServer(variables = {}) {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: "0", QUEUE: "128", ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  let url;
  for await (const line of createInterface({ input: child.stdout })) {
    url = /Listening at (\S+)/.exec(line)?.[1];
    if (url) break;
  }
  if (!url) throw new Error("The server ended before it listened.");
  return {
    url,
    health: async () => (await fetch(`${url}/health`)).json(),
    async stop() {
      child.kill("SIGTERM");
      const [code] = await ended;
      return code;
    },
  };
}

/** A photo as a browser's form sends it. */
export function postPhoto(url, bytes, signal) {
  const form = new FormData();
  form.set("photo", new Blob([bytes]), "photo.jpg");
  return fetch(`${url}/faces`, { method: "POST", body: form, signal });
}
