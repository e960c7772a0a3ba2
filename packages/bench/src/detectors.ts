// How long the detectors take for a photo on fagr's engine beside ONNX Runtime's WebAssembly: one thread, letterbox and decoding included.
//   npm run bench:detectors [-- --rounds 15 --only yunet --yunet FILE --node --json FILE]
// In Chromium, or with --node in this process (Node 20 needs no flag: relaxed SIMD is turned on). All detectors are in one process and take
// turns in every round, so that what else the machine does meets all alike; ratios of medians and of the fastest rounds are printed.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { detectorsTable } from "./detectors/detectors-table";
import { measureInChromium } from "./detectors/measure-in-chromium";
import { measureInNode } from "./detectors/measure-in-node";
import { describeMachine } from "./support/machine";
import { workspaceFolder } from "./support/workspace";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "15" },
    only: { type: "string", default: "" },
    yunet: { type: "string" },
    node: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const shared = join(workspaceFolder, "../shared/models/face_detection_yunet_2023mar.onnx");
const yunet = values.yunet ?? (existsSync(shared) ? shared : null);
if (!yunet) console.error("YuNet is left out: give its file with --yunet.");
const options = {
  rounds: Number(values.rounds),
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
