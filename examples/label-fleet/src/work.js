// Labels parts until it is stopped. Start two for every three cores, on as many machines as see the pictures and the folder.
//   node src/work.js files.txt labels [options of fagr label]
//
// The work is done by a `fagr label` beside this process: however long a picture takes, this one has time to tell the queue that its part is
// being worked on. If either dies, the queue hands the part to another worker once it has heard nothing for LOCK_MS.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Worker } from "bullmq";
import { connection, fagr, parseArguments, queueName } from "./queue.js";

const { out, args } = parseArguments();
const lockDuration = Number(process.env.LOCK_MS ?? 30_000);
const labeller = spawn(process.execPath, [fagr, ...args, "--parts-from-stdin"], { stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface({ input: labeller.stdout })[Symbol.asyncIterator]();

const worker = new Worker(
  queueName(out),
  async ({ data: { part } }) => {
    labeller.stdin.write(`${part}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error(`fagr label ended before part ${part} was labelled.`);
    const outcome = JSON.parse(value);
    console.log(
      `part ${outcome.part}: ${outcome.wasThere ? "was there" : `${outcome.pictures} pictures, ${outcome.errors} errors`}`,
    );
    return outcome;
  },
  { connection, concurrency: 1, lockDuration, stalledInterval: lockDuration, maxStalledCount: 5 },
);
worker.on("error", (error) => console.error(error.message));

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  // What is under way is finished; the rest is for the others.
  await worker.close();
  labeller.stdin.end();
}
process.on("SIGTERM", end);
process.on("SIGINT", end);
labeller.on("exit", async (code) => {
  if (!ending) console.error(`fagr label ended with ${code}: this worker ends too, its part goes to another one.`);
  process.exitCode = ending ? 0 : 1;
  ending = true;
  await worker.close(true);
});
