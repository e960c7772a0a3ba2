import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { parquetReadObjects } from "hyparquet";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = ["valkey-server", "redis-server"].find((name) => {
  try {
    return execFileSync(name, ["--version"]).length > 0;
  } catch {
    return false;
  }
});
if (!server)
  console.warn(
    "Skipped, because neither valkey-server nor redis-server is installed (Debian: apt-get install redis-server): the fleet over a queue",
  );
const itIfServer = server ? it : it.skip;

const pictures = 60;
const partSize = 3;
const parts = pictures / partSize;
const processes: ChildProcess[] = [];
let folder: string;
let url: string;
let isOver = false;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-fleet-"));
  const photo = file("../../../packages/testing/photos/astronaut.png");
  const names = Array.from({ length: pictures }, (_, index) => (index % 10 === 7 ? `none-${index}.png` : photo));
  await writeFile(join(folder, "list.txt"), `${names.join("\n")}\n`);
  if (!server) return;
  const port = await freePort();
  url = `redis://127.0.0.1:${port}`;
  const redis = spawn(server, ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  processes.push(redis);
  for await (const line of createInterface({ input: redis.stdout })) if (/Ready to accept/.test(line)) break;
  redis.stdout.resume();
});
afterAll(async () => {
  isOver = true;
  for (const child of processes) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

function start(script: "produce" | "work", onLine: (line: string, child: ChildProcess) => void = () => {}) {
  const options = ["--part-size", String(partSize), "--crops"];
  const child = spawn(
    process.execPath,
    [file(`../src/${script}.js`), join(folder, "list.txt"), join(folder, "out"), ...options],
    { env: { ...process.env, REDIS_URL: url, LOCK_MS: "2000" }, stdio: ["ignore", "pipe", "inherit"] },
  );
  processes.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout! }).on("line", (line) => {
    lines.push(line);
    onLine(line, child);
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", (code) => resolve(code)));
  return { lines, ended, child };
}

itIfServer(
  "labels every picture exactly once with two workers, of which one is killed in the middle",
  async () => {
    const producer = start("produce");
    const first = start("work", (_, child) => {
      if (first.lines.length === 3) child.kill("SIGKILL");
    });
    // The second worker begins when the first one has died: otherwise it might have done all before.
    const second = first.ended.then(() => {
      if (isOver) throw new Error("The test was over before the first worker.");
      return start("work");
    });
    expect(await producer.ended).toBe(0);
    const { lines, child, ended } = await second;
    expect(first.lines.length).toBeLessThan(parts);
    expect(lines.filter((line) => /^part \d+: 3 pictures/.test(line)).length).toBeGreaterThan(0);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);

    const names = (await readdir(join(folder, "out"))).filter((name) => name !== "plan.json");
    expect(names).toHaveLength(parts);
    const rows = [];
    for (const name of names.sort()) {
      const bytes = new Uint8Array(await readFile(join(folder, "out", name)));
      rows.push(...(await parquetReadObjects({ file: bytes.buffer })));
    }
    expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: pictures }, (_, index) => index + 1));
    for (const { line, error, age } of rows)
      expect([line, error !== null, age === null]).toEqual([line, line % 10 === 8, line % 10 === 8]);
    expect(producer.lines.at(-1)).toMatch(new RegExp(`^${parts}/${parts} parts`));
  },
  240_000,
);
