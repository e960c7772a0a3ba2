// Damaged files against every reader: npm run fuzz -- --cases 10000 --seed 1 [--only mat,h5]
// Each case runs in a process of its own kind, with 20 seconds and 500 MB; a number that is printed with a case is its seed.
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
const cases = Number(values.cases);
const firstSeed = Number(values.seed);
const seconds = 20;
const mostMegabytes = 500;
const child = fileURLToPath(new URL("child.mjs", import.meta.url));
const environment = { ...process.env, ORT_DISABLE_TELEMETRY: "1" };

function start() {
  const worker = fork(child, { env: environment, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let noise = "";
  worker.stderr.on("data", (text) => {
    noise = (noise + text).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    worker.once("message", (/** @type {any} */ { names, refused }) => {
      if (refused.length === 0) resolve({ worker, names });
      else reject(new Error(`The fuzzer's own whole files are refused: ${[...new Set(refused)].join(", ")}`));
    });
    worker.once("exit", () => reject(new Error(`The fuzzer cannot start: ${noise}`)));
  });
}

function megabytesOf({ pid }) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;
  } catch {
    return 0;
  }
}

function run({ worker }, name, seed) {
  return new Promise((resolve) => {
    let megabytes = 0;
    const end = (answer) => {
      clearInterval(watch);
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve({ name, seed, megabytes, ...answer });
    };
    const watch = setInterval(() => {
      megabytes = Math.max(megabytes, megabytesOf(worker));
    }, 25);
    const timer = setTimeout(() => end({ outcome: "hangs" }), seconds * 1000);
    worker.once("message", (answer) => {
      megabytes = Math.max(megabytes, megabytesOf(worker));
      end(answer);
    });
    worker.once("exit", (code, signal) => end({ outcome: "crashed", message: String(signal ?? code) }));
    worker.send({ name, seed });
  });
}

let process_ = await start();
const names = values.only?.split(",") ?? process_.names;
const table = Object.fromEntries(
  names.map((name) => [name, { read: 0, refused: 0, escaped: 0, hangs: 0, crashed: 0, megabytes: 0 }]),
);
const failures = [];
for (let index = 0; index < cases; index++) {
  const answer = await run(process_, names[index % names.length], firstSeed * 1_000_003 + index);
  const row = table[answer.name];
  row[answer.outcome]++;
  row.megabytes = Math.max(row.megabytes, Math.round(answer.megabytes));
  if (!["read", "refused"].includes(answer.outcome)) failures.push(answer);
  if (["hangs", "crashed"].includes(answer.outcome)) {
    process_.worker.kill("SIGKILL");
    process_ = await start();
  }
}
process_.worker.kill();
console.table(table);
for (const { name, seed, outcome, message } of failures.slice(0, 30))
  console.log(`${name}, seed ${seed}: ${outcome} ${message ?? ""}`);
const large = Object.entries(table).filter(([, { megabytes }]) => megabytes > mostMegabytes);
for (const [name, { megabytes }] of large) console.log(`${name}: ${megabytes} MB, expected at most ${mostMegabytes}`);
console.log(`${cases} cases, ${failures.length} failures`);
process.exitCode = failures.length > 0 || large.length > 0 ? 1 : 0;
