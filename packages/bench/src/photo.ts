// How long a page takes until it has told the ages of a photo's faces, beside other libraries: a page that nothing is known of, over two lines, and one
// that has answered before; which faces are found, what is fetched.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findChromium, launchChromium } from "@fagr/testing/browser";
import { demoFolder } from "./page/demo-subject";
import { installTfjsPeers } from "./peers";
import { type ColdAnswer, createColdRow } from "./photo/cold-row";
import { makeUpPhotos } from "./photo/made-up-photos";
import { ownSubjects } from "./photo/own-subjects";
import { peerSubjects } from "./photo/peer-subjects";
import { photoFiles } from "./photo/photo-files";
import { coldTable, type Named, warmTable } from "./photo/photo-tables";
import type { Line } from "./photo/throttle";
import { createWarmRow } from "./photo/warm-row";
import type { Availability } from "./rows/row";
import { type Findings, runInTurn } from "./rows/run-in-turn";
import { readCommandLine } from "./support/command-line.mjs";
import { describeMachine } from "./support/machine";
import { workspaceFolder } from "./support/workspace";
import { writeGuide } from "./support/write-guide";

const values = readCommandLine({
  name: "bench:photo",
  summary:
    "How long a page takes until it has told the ages of a photo's faces, beside face-api and human: a page that was never open before, with the server beside it and over a slow line, and one that has answered already; also which faces are found and what is fetched.",
  options: {
    rounds: { kind: "number", default: 5, least: 1, help: "Rounds of pages that have answered before." },
    "cold-rounds": { kind: "number", default: 5, least: 1, help: "Rounds of pages that were never open before." },
    only: { kind: "pattern", default: "", help: "Subjects, such as yunet." },
    yunet: { kind: "text", value: "file", help: "YuNet's ONNX file. Without it YuNet is left out." },
    offline: { kind: "flag", help: "Install nothing." },
    json: { kind: "text", value: "file", help: "Write the figures into a file too." },
    write: { kind: "flag", help: "Put the tables into docs/guides/web-pages.md." },
  },
  notes: [
    "Each subject's page is in a Chromium of its own, all take turns. Peers are installed once and run on WebAssembly, as ours do: there is no graphics card.",
  ],
});
const log = (line: string) => console.error(line);
const executable = findChromium();
if (!executable) {
  log("There is no Chromium here; set CHROMIUM_PATH.");
  process.exit(1);
}
if (!values.offline) await installTfjsPeers().catch((error: Error) => log(error.message));
const shared = join(workspaceFolder, "../shared/models/face_detection_yunet_2023mar.onnx");
const yunet = values.yunet ?? (existsSync(shared) ? shared : undefined);
if (!yunet) log("YuNet is left out: give its file with --yunet.");

const drawing = await launchChromium(executable);
const browser = `Chromium ${drawing.version()}`;
const photos = await makeUpPhotos(drawing, await readFile(join(demoFolder, "src/samples/astronaut.jpg")));
await drawing.close();

const subjects = await Promise.all(
  [...ownSubjects(yunet), ...peerSubjects()]
    .filter(({ name }) => values.only.test(name))
    .map(async (subject) => ({ name: subject.name, files: await photoFiles(subject, photos) })),
);
const named = <Times>(findings: readonly Findings<Times, Availability>[]): Named<Times>[] =>
  subjects.map(({ name }, index) => ({ name, findings: findings[index]! }));

const warm = named(
  await runInTurn(
    subjects.map(({ name, files }) => ({ title: name, row: createWarmRow(files, { executable }) })),
    { rounds: values.rounds, log },
  ),
);

const lines: readonly { title: string; line?: Line }[] = [
  { title: "server beside it" },
  { title: "10 Mbit/s, 40 ms", line: { megabitsPerSecond: 10, latencyMilliseconds: 40 } },
];
const cold: { title: string; subjects: Named<ColdAnswer>[] }[] = [];
for (const { title, line } of lines)
  cold.push({
    title,
    subjects: named(
      await runInTurn(
        subjects.map(({ name, files }) => ({
          title: `${name}, ${title}`,
          row: createColdRow(files, { executable, line }),
        })),
        { rounds: values["cold-rounds"], log },
      ),
    ),
  });

const text = [
  `${describeMachine()}, ${browser}, one thread, medians. A page that has answered before, photos of 640 pixels:`,
  warmTable(warm),
  "A page that nothing is known of, until it has answered the photo with one face. Bytes without the photo, requests with it:",
  coldTable(cold),
].join("\n\n");
console.log(text);
if (values.json)
  await writeFile(values.json, `${JSON.stringify({ machine: describeMachine(), warm, cold }, null, 2)}\n`);
if (values.write) await writeGuide("bench:photo", text, "docs/guides/web-pages.md");
