// How long the detectors take for a photo on fagr's engine, as it is and in floats, beside ONNX Runtime's WebAssembly: one thread, letterbox and
// decoding included.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { detectorsTable } from "./detectors/detectors-table";
import { measureInChromium } from "./detectors/measure-in-chromium";
import { measureInNode } from "./detectors/measure-in-node";
import { readCommandLine } from "./support/command-line.mjs";
import { describeMachine } from "./support/machine";
import { workspaceFolder } from "./support/workspace";
import { writeGuide } from "./support/write-guide";

const values = readCommandLine({
  name: "bench:detectors",
  summary:
    "Time of the face detectors for a photo of two sizes, on fagr's engine, as it is and in floats, and on ONNX Runtime's WebAssembly: one thread, letterbox and decoding included; and of resizing alone.",
  options: {
    rounds: { kind: "number", default: 15, least: 1, help: "Rounds of timing; detectors take turns." },
    photos: { kind: "text", default: "640,4000", value: "pixels", help: "Longer sides of the photo." },
    only: { kind: "text", default: "", value: "name", help: "Part of a detector's name: ssd or yunet." },
    yunet: { kind: "text", value: "file", help: "YuNet's ONNX file. Without it YuNet is left out." },
    node: { kind: "flag", help: "Measure in this process. Without it, in Chromium." },
    json: { kind: "text", value: "file", help: "Write the figures into a file too." },
    write: { kind: "flag", help: "Put the table into docs/guides/backends.md." },
  },
  notes: [
    "Ratios are printed twice: of the medians and of the fastest rounds; 1.00 is what the others are divided by.",
  ],
  examples: ["npm run bench:detectors -- --node --only ssd"],
});
const shared = join(workspaceFolder, "../shared/models/face_detection_yunet_2023mar.onnx");
const yunet = values.yunet ?? (existsSync(shared) ? shared : null);
if (!yunet) console.error("YuNet is left out: give its file with --yunet.");
const options = {
  rounds: values.rounds,
  photos: values.photos.split(",").map(Number),
  only: values.only,
  yunet: yunet ? new Uint8Array(await readFile(yunet)) : null,
};
const { where, results } = await (values.node ? measureInNode(options) : measureInChromium(options));
const text = [
  `${describeMachine()}, ${where}, one thread, ${values.rounds} rounds in turn.`,
  detectorsTable(results),
].join("\n\n");
console.log(text);
if (values.json)
  await writeFile(values.json, `${JSON.stringify({ machine: describeMachine(), where, results }, null, 2)}\n`);
if (values.write) await writeGuide("bench:detectors", text);
