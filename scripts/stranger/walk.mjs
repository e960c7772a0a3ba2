// Does what a page says in an empty folder, as somebody does who has nothing but npm, and takes the time of every step.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { useInBrowser } from "./use-in-browser.mjs";

/** What a newcomer must not see in what a command prints. */
const unwanted = /\bwarn(?:ing)?\b|deprecated|vulnerabilit|\berror\b/i;

/**
 * @param {ReturnType<typeof import("./read-page.mjs").readPage>} steps
 * @param {{ folder: string, environment: Record<string, string>, photo: string, answer: RegExp }} settings - `answer`: what the programs print of the photo.
 * @returns {Promise<{ words: string, seconds: number }[]>}
 * @throws Error where a step fails, prints a warning, or has another answer.
 */
export async function walk(steps, { folder, environment, photo, answer }) {
  const servers = [];
  try {
    return await walkSteps(steps, { folder, environment, photo, answer, servers });
  } finally {
    for (const server of servers) process.kill(-server.pid);
  }
}

async function walkSteps(steps, { folder, environment, photo, answer, servers }) {
  let cwd = folder;
  const rows = [];
  for (const step of steps) {
    const start = performance.now();
    if ("save" in step) {
      mkdirSync(dirname(join(cwd, step.save)), { recursive: true });
      writeFileSync(join(cwd, step.save), step.code);
      continue;
    }
    const { command } = step;
    if (command.startsWith("cd ")) {
      cwd = join(cwd, command.slice(3));
      continue;
    }
    const words = `\`${command}\``;
    if (command === "npm run dev") {
      const shown = await useInBrowser({ command: "npx vite --port 0", cwd, environment, photo });
      check(command, shown.text, answer);
      rows.push({ words: `${words}, until the page is there`, seconds: shown.secondsToPage });
      rows.push({
        words: "choosing a photo, until its faces are named (models fetched)",
        seconds: shown.secondsToAnswer,
      });
      continue;
    }
    if (/^node server/.test(command)) {
      servers.push(await startServer(command, cwd, environment));
      rows.push({ words: `${words}, until it listens`, seconds: (performance.now() - start) / 1000 });
      continue;
    }
    const printed = await run(command, cwd, environment);
    if (unwanted.test(printed)) throw new Error(`${command} printed what a newcomer stumbles over:\n${printed}`);
    if (/^(?:node|npx @fagr|deno run|bun run|curl)/.test(command)) check(command, printed, answer);
    rows.push({ words, seconds: (performance.now() - start) / 1000 });
  }
  return rows;
}

/** @param {string} command @param {string} printed @param {RegExp} answer */
function check(command, printed, answer) {
  if (!answer.test(printed)) throw new Error(`Expected ${answer} of ${command}, received:\n${printed}`);
}

/** A server that has said where it listens. @returns {Promise<import("node:child_process").ChildProcess>} */
function startServer(command, cwd, environment) {
  const env = { ...process.env, ...environment };
  const server = spawn(command, { cwd, shell: true, detached: true, env, stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let printed = "";
    for (const stream of [server.stdout, server.stderr])
      stream.on("data", (text) => {
        printed += text;
        if (/http:\/\/localhost:\d+/.test(printed)) resolve(server);
      });
    server.on("exit", (code) => reject(new Error(`${command} ended with ${code}:\n${printed}`)));
  });
}

/** What a command prints. @param {string} command @param {string} cwd @param {Record<string, string>} environment */
function run(command, cwd, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      cwd,
      shell: true,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += text));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`${command} ended with ${code}:\n${printed}`)),
    );
  });
}
