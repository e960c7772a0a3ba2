// Puts every part that is missing into the queue, and tells how it goes until all are there.
//   node src/produce.js files.txt labels [options of fagr label]
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Queue } from "bullmq";
import { connection, fagr, parseArguments, queueName } from "./queue.js";

const { out, args } = parseArguments();
const { stdout } = await promisify(execFile)(process.execPath, [fagr, ...args, "--plan"]);
const { parts, lines } = JSON.parse(stdout);

/** The files are the truth, not the queue: a part that is there is done, whoever did it. */
async function partsThere() {
  const names = (await readdir(out)).map((file) => /^part-(\d+)\.parquet$/.exec(file)?.[1]);
  return new Set(names.filter((part) => part !== undefined).map(Number));
}

const queue = new Queue(queueName(out), { connection });
const there = await partsThere();
const missing = Array.from({ length: parts }, (_, part) => part).filter((part) => !there.has(part));
for (let start = 0; start < missing.length; start += 1000) {
  const jobs = missing.slice(start, start + 1000).map((part) => ({
    name: "part",
    data: { part },
    // The same part is in the queue once, however often this is run.
    opts: { jobId: `part-${part}`, attempts: 5, removeOnComplete: true, removeOnFail: true },
  }));
  await queue.addBulk(jobs);
}
console.log(`${parts} parts of ${lines} lines, ${missing.length} to do`);

const { isTTY } = process.stdout;
const started = performance.now();
for (;;) {
  // Counted in this order: a part that ends in between is seen at least once.
  const { active = 0, waiting = 0, delayed = 0 } = await queue.getJobCounts("active", "waiting", "delayed");
  const done = (await partsThere()).size;
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  const line = `${done}/${parts} parts, ${active} under way, ${waiting + delayed} waiting, ${minutes} min`;
  process.stdout.write(isTTY ? `\r${line} ` : `${line}\n`);
  if (done === parts) break;
  if (active + waiting + delayed === 0) {
    console.error("Parts are missing that failed five times. See what the workers say, and run this again.");
    process.exitCode = 1;
    break;
  }
  await sleep(1000);
}
await queue.close();
