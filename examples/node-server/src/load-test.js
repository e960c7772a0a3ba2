// Tries the server on this machine, over the loopback address:
//   node src/load-test.js [--requests 2000] [--at-once 50] [--leaving 100] [--photo FILE]
// Every answer has to be the right one for its photo, memory has to stay flat, and clients that leave must not delay the next one.
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { postPhoto, startServer } from "./load/start-server.js";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "2000" },
    "at-once": { type: "string", default: "50" },
    leaving: { type: "string", default: "100" },
    photo: {
      type: "string",
      default: new URL("../../../packages/testing/photos/astronaut.png", import.meta.url).pathname,
    },
  },
});
const [requests, atOnce, leaving] = [Number(values.requests), Number(values["at-once"]), Number(values.leaving)];
const original = await readFile(values.photo);
// Photos whose answers differ, so that one that is mixed up is seen.
const photos = await Promise.all(
  [300, 360, 420, 480].map((width) => sharp(original).resize({ width }).jpeg({ quality: 90 }).toBuffer()),
);
const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

const server = await startServer();
const problems = [];
const expected = [];
for (const photo of photos) expected.push(await (await postPhoto(server.url, photo)).text());
if (new Set(expected).size < photos.length || expected.some((text) => JSON.parse(text).faces.length !== 1))
  problems.push("The photos should have one face each, and different answers.");

let [sent, right] = [0, 0];
const memory = [];
const begin = performance.now();
async function client() {
  while (sent < requests) {
    const number = sent++;
    const response = await postPhoto(server.url, photos[number % photos.length]);
    if ((await response.text()) === expected[number % photos.length]) right++;
    else problems.push(`Answer ${number} (status ${response.status}) is not that of its photo.`);
    if (number % Math.ceil(requests / 20) === 0) memory.push((await server.health()).memory);
  }
}
await Promise.all(Array.from({ length: atOnce }, client));
const seconds = (performance.now() - begin) / 1000;
console.log(`${right} of ${requests} answers right, ${atOnce} at once, ${(requests / seconds).toFixed(1)} a second`);
if (right !== requests) problems.push(`${requests - right} answers were lost or wrong.`);

// The first quarter is warm-up: buffers and the engine's memory grow to what they need.
const settled = memory.slice(Math.ceil(memory.length / 4));
const [early, late] = [settled.slice(0, Math.ceil(settled.length / 2)), settled.slice(Math.ceil(settled.length / 2))];
const growth = median(late) / median(early) - 1;
console.log(
  `memory: ${memory.map((bytes) => Math.round(bytes / 1e6)).join(" ")} MB, from half to half ${(growth * 100).toFixed(1)} %`,
);
if (growth > 0.1) problems.push("Memory grew by more than a tenth.");

const time = async () => {
  const start = performance.now();
  await (await postPhoto(server.url, photos[0])).text();
  return performance.now() - start;
};
const alone = [];
for (let run = 0; run < 9; run++) alone.push(await time());
const gone = Array.from({ length: leaving }, () => {
  const abort = new AbortController();
  const request = postPhoto(server.url, photos[0], abort.signal).catch(() => {});
  return { abort, request };
});
await new Promise((resolve) => setTimeout(resolve, 100));
for (const { abort } of gone) abort.abort();
const next = await time();
await Promise.all(gone.map(({ request }) => request));
console.log(`after ${leaving} clients that left: ${next.toFixed(0)} ms; alone: ${median(alone).toFixed(0)} ms`);
if (next > median(alone) * 4 + 200) problems.push("Clients that left delayed the next one.");

const last = postPhoto(server.url, photos[1]);
await new Promise((resolve) => setTimeout(resolve, 20));
const code = await server.stop();
const answered = await last.then((response) => response.text(), String);
console.log(`stopped with code ${code}; the request under way was ${answered === expected[1] ? "answered" : "lost"}`);
if (code !== 0 || answered !== expected[1]) problems.push("The end was not graceful.");
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
