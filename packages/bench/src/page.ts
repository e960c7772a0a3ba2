// Whether a page stays free while faces are looked for, and how many frames of a webcam it answers a second: the browser demo,
// whose work is done in a worker, a page with a face pool, and the same work on a page's own thread.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium, launchChromium } from "@fagr/testing/browser";
import { createDemoSubject, demoFolder } from "./page/demo-subject";
import { drivePage } from "./page/drive-page";
import { makeUpMedia } from "./page/made-up-media";
import { describeSlowFrame, type NamedPage, pageTable } from "./page/page-table";
import { createPlainSubjects } from "./page/plain-subjects";
import { readCommandLine } from "./support/command-line.mjs";
import { describeMachine } from "./support/machine";
import { writeGuide } from "./support/write-guide";

const values = readCommandLine({
  name: "bench:page",
  summary:
    "Whether a page stays responsive while faces are analysed, and how many webcam frames it answers a second: the browser demo, which works in a worker, a page with a face pool, and the same work on the page's own thread.",
  options: {
    photos: { kind: "number", default: 6, least: 1, help: "Photos of 12 megapixels." },
    seconds: { kind: "number", default: 10, least: 1, help: "Seconds of the fake webcam, 640x480." },
    only: { kind: "pattern", default: "", help: "Pages, such as worker." },
    json: { kind: "text", value: "file", help: "Write the figures into a file too." },
    write: { kind: "flag", help: "Put the table into docs/guides/web-pages.md." },
  },
  notes: ["Frames that took long are printed with the script that caused them."],
});
const executable = findChromium();
if (!executable) {
  console.error("There is no Chromium here; set CHROMIUM_PATH.");
  process.exit(1);
}
const { seconds } = values;
const subjects = [await createDemoSubject(), ...(await createPlainSubjects())].filter(({ title }) =>
  values.only.test(title),
);

const scratch = await mkdtemp(join(tmpdir(), "fagr-page-"));
const film = join(scratch, "film.mjpeg");
const drawing = await launchChromium(executable);
const media = await makeUpMedia(drawing, await readFile(join(demoFolder, "src/samples/astronaut.jpg")));
await drawing.close();
await writeFile(film, media.film);
const photos = Array.from({ length: values.photos }, (_, index) => join(scratch, `photo-${index + 1}.jpg`));
for (const photo of photos) await writeFile(photo, media.photo);

const pages: NamedPage[] = [];
let browserName = "";
for (const subject of subjects) {
  const browser = await launchChromium(executable, [
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  browserName = `Chromium ${browser.version()}`;
  console.error(subject.title);
  const driven = await drivePage(browser, subject, { photos, seconds });
  await browser.close();
  for (const { start, duration } of driven.longTasks)
    console.error(`  at ${(start / 1000).toFixed(2)} s: a task of ${duration.toFixed(0)} ms`);
  for (const frame of driven.slowFrames) console.error(`  ${describeSlowFrame(frame)}`);
  pages.push({ title: subject.title, ...driven });
}
await rm(scratch, { recursive: true });

const text = [
  `${describeMachine()}, ${browserName}, headless, drawing in software; ${photos.length} photos of 12 megapixels and ${seconds} seconds of a fake webcam of 640x480; SSD and model in WebAssembly.`,
  pageTable(pages),
].join("\n\n");
console.log(text);
if (values.json) await writeFile(values.json, `${JSON.stringify({ machine: describeMachine(), pages }, null, 2)}\n`);
if (values.write) await writeGuide("bench:page", text, "docs/guides/web-pages.md");
