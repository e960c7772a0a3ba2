// Measures a fleet on this machine: pictures a second of one worker and of two, then two of which one is killed with SIGKILL in the middle, after which every
// picture is looked for in the rows. A server of its own is started.
//   node examples/label-fleet/test/measure.mjs files.txt [options of fagr label]
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parquetReadObjects } from "hyparquet";

const [list, ...options] = process.argv.slice(2);
if (!list) throw new Error("Expected a list of pictures: node measure.mjs files.txt [options of fagr label]");
const { port, close } = await new Promise((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () =>
    resolve({ port: probe.address().port, close: () => new Promise((closed) => probe.close(closed)) }),
  );
});
await close();
const url = `redis://127.0.0.1:${port}`;
const server = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], {
  stdio: ["ignore", "pipe", "inherit"],
});
for await (const line of createInterface({ input: server.stdout })) if (/Ready to accept/.test(line)) break;
server.stdout.resume();
const folder = await mkdtemp(join(tmpdir(), "fagr-fleet-"));

/** Starts a script of the fleet; `onPart` is told of each part that a worker has done. */
function start(script, out, onPart = (_pictures, _child) => {}) {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL(`../src/${script}.js`, import.meta.url)), list, out, ...options],
    {
      env: { ...process.env, REDIS_URL: url, LOCK_MS: "2000" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  createInterface({ input: child.stdout }).on("line", (line) => {
    const pictures = /^part \d+: (\d+) pictures/.exec(line)?.[1];
    if (pictures) onPart(Number(pictures), child);
  });
  return { child, ended: new Promise((resolve) => child.on("exit", resolve)) };
}

/** A whole work, with a worker killed after its part of that number, if any is. */
async function label(name, { workers, killAfter = 0 }) {
  const out = join(folder, name);
  const began = performance.now();
  const seen = [];
  const producer = start("produce", out);
  const fleet = Array.from({ length: workers }, (_, worker) => {
    let own = 0;
    return start("work", out, (pictures, child) => {
      seen.push({ at: performance.now(), pictures });
      own++;
      if (worker === 0 && own === killAfter) child.kill("SIGKILL");
    });
  });
  const code = await producer.ended;
  const whole = (performance.now() - began) / 1000;
  for (const { child } of fleet) child.kill("SIGTERM");
  await Promise.all(fleet.map(({ ended }) => ended));
  if (code !== 0 || seen.length <= workers)
    throw new Error(`The producer ended with ${code}; ${seen.length} parts are done.`);
  // From the last of the workers' first parts on, all are at work.
  const [first, last] = [seen[workers - 1].at, seen.at(-1).at];
  const counted = seen.slice(workers).reduce((sum, { pictures }) => sum + pictures, 0);
  return { out, code, whole, rate: (counted / (last - first)) * 1000 };
}

try {
  const rates = { 1: [], 2: [] };
  for (const workers of [1, 2, 1, 2]) {
    const { whole, rate } = await label(`run-${workers}-${rates[workers].length}`, { workers });
    rates[workers].push(rate);
    console.log(
      `${workers} worker(s): ${rate.toFixed(1)} pictures a second at work; ${whole.toFixed(1)} s with starting`,
    );
  }
  const { out, code, whole } = await label("killed", { workers: 2, killAfter: 3 });
  const lines = [];
  for (const name of (await readdir(out)).filter((file) => file.endsWith(".parquet"))) {
    const bytes = new Uint8Array(await readFile(join(out, name)));
    lines.push(...(await parquetReadObjects({ file: bytes.buffer })).map(({ line }) => line));
  }
  const wanted = (await readFile(list, "utf8")).split("\n").filter((line) => line.trim() !== "").length;
  console.log(
    `2 workers, one killed after its third part: ${lines.length} rows of ${wanted} pictures, ${new Set(lines).size} different; the producer ended with ${code} after ${whole.toFixed(1)} s`,
  );
} finally {
  server.kill();
  await rm(folder, { recursive: true, force: true });
}
