// What a visitor sees of the browser demo while it loads over a slow line: whether the bar is in sight and tells the truth, and when what was there.
import { writeFile } from "node:fs/promises";
import { findChromium, launchChromium, serve } from "@fagr/testing/browser";
import { openSlowLine } from "./loading/slow-line";
import { type LoadingMoment, watchLoading } from "./loading/watch-loading";
import { createDemoSubject } from "./page/demo-subject";
import { readCommandLine } from "./support/command-line.mjs";
import { markdownTable } from "./support/markdown";
import { writeGuide } from "./support/write-guide";

const values = readCommandLine({
  name: "bench:loading",
  summary:
    "What a visitor sees of the browser demo while it loads over a slow line: the bar at some moments beside the time that had passed, and when what was there.",
  options: {
    kilobits: { kind: "number", default: 1600, least: 1, help: "Kilobits a second that go through." },
    latency: { kind: "number", default: 150, help: "Milliseconds that a connection and a request wait first." },
    width: { kind: "number", default: 390, least: 1, help: "Of the window, pixels." },
    height: { kind: "number", default: 844, least: 1, help: "Of the window, pixels." },
    at: { kind: "text", default: "1,2,5,10,15,20", value: "seconds", help: "When to look." },
    pictures: { kind: "text", value: "file", help: "Write a JPEG of the window at these moments, side by side." },
    json: { kind: "text", value: "file", help: "Write the figures into a file too." },
    write: { kind: "flag", help: "Put the table into docs/guides/web-pages.md." },
  },
  notes: ["The server sends brotli, and the browser has nothing in its caches."],
});
const executable = findChromium();
if (!executable) {
  console.error("There is no Chromium here; set CHROMIUM_PATH.");
  process.exit(1);
}
const { files } = await createDemoSubject();
await using server = await serve(files, { brotli: true });
const { kilobits, latency, width, height } = values;
await using line = await openSlowLine(server.origin, {
  megabitsPerSecond: kilobits / 1000,
  latencyMilliseconds: latency,
});
const browser = await launchChromium(executable);
const page = await browser.newPage({ viewport: { width, height } });
const { moments, events } = await watchLoading(page, line.origin, values.at.split(",").map(Number));
if (values.pictures) await writeFile(values.pictures, await sideBySide(moments));
await browser.close();

const ready = events.at(-1)!.seconds;
const share = (part: number) => `${(100 * part).toFixed(0)} %`;
const text = [
  `Chromium ${browser.version()}, a window of ${width}x${height}; ${kilobits / 1000} Mbit/s, ${latency} ms. ${events
    .map(({ what, seconds }) => `${what}: after ${seconds.toFixed(1)} s`)
    .join("; ")}.`,
  markdownTable(
    ["after, s", "of the wait", "the bar", "in sight", "beside it"],
    moments.map(({ seconds, bar, inSight, words }) => [
      seconds.toFixed(1),
      share(Math.min(1, seconds / ready)),
      bar === null ? "-" : share(bar),
      inSight ? "yes" : "no",
      words,
    ]),
  ),
].join("\n\n");
console.log(text);
if (values.json)
  await writeFile(
    values.json,
    `${JSON.stringify({ line: { kilobits, latency }, events, moments: moments.map(({ picture, ...rest }) => rest) }, null, 2)}\n`,
  );
if (values.write) await writeGuide("bench:loading", text, "docs/guides/web-pages.md");

/** The browser can put pictures together. */
async function sideBySide(all: readonly LoadingMoment[]): Promise<Buffer> {
  const sheet = await browser.newPage({ viewport: { width: all.length * (width + 16), height: height + 48 } });
  const cells = all.map(
    ({ seconds, picture }) =>
      `<figure style="margin:8px;width:${width}px"><figcaption style="font:20px sans-serif;padding-bottom:8px">${seconds.toFixed(1)} s</figcaption><img style="outline:1px solid #999" src="data:image/jpeg;base64,${picture.toString("base64")}"></figure>`,
  );
  await sheet.setContent(`<body style="margin:0;display:flex;background:#fff">${cells.join("")}`);
  return sheet.screenshot({ type: "jpeg", quality: 60 });
}
