// What bounds the engine's kernels: the multiply-adds a second that each reaches in a network, in floats and in whole numbers of 16 bits, against what
// one core of this processor reaches in registers; in 8 bits too, which the engine does not use (decision 44).
import { cpus } from "node:os";
import { enableRelaxedSimd } from "@fagr/core";
import { networks } from "./products/networks.mjs";
import { timeKernels } from "./products/time-kernels.mjs";
import { measurePeak } from "./roofline/measure-peak.mjs";
import { readCommandLine } from "./support/command-line.mjs";
import { instructionsOption } from "./support/instructions-option.mjs";

const values = readCommandLine({
  name: "bench:products",
  summary:
    "What bounds the engine's kernels: the multiply-adds a second of each, in floats and in whole numbers of 16 bits, against what one core reaches in registers.",
  options: {
    network: {
      kind: "text",
      default: "age",
      choices: Object.keys(networks),
      help: "age: four faces at once, as batches are run; ssd, yunet: a photo of 512x512, letterbox and decoding included.",
    },
    runs: { kind: "number", default: 300, least: 1, help: "Runs; of each kernel's call the fastest counts." },
    instructions: instructionsOption,
    json: { kind: "flag", help: "Print JSON." },
  },
  notes: [
    "In this process: another Node is another compiler, such as `npx node@24 packages/bench/src/products.mjs`.",
    "YuNet's ONNX file is looked for in ../shared/models.",
  ],
});
if (values.instructions === "relaxed-simd") enableRelaxedSimd();

const peak = await measurePeak(values.instructions);
const { count, unit, open } = networks[values.network];
const measured = [];
for (const arithmetic of /** @type {const} */ (["float32", "int16"]))
  measured.push({ arithmetic, ...(await timeKernels(() => open(arithmetic), values.runs)) });

const giga = (value) => (value / 1e9).toFixed(1);
const milliseconds = (seconds) => ((1000 * seconds) / count).toFixed(3);

/** Rows of kernels, and of all together: there the moments between kernels count, and what is done without any. */
function rows({ arithmetic, seconds, kernels }) {
  const all = kernels.reduce((sum, { work }) => sum + work, 0);
  return [
    ...kernels.map(({ name, calls, seconds: time, work }) => {
      const limit = name === "pointwiseInt16" ? peak.int16 : peak.float32;
      const rate = work ? [giga(work / time), `${((100 * work) / time / limit).toFixed(0)} %`] : ["-", "-"];
      return [arithmetic, name, calls, milliseconds(time), ...rate];
    }),
    [arithmetic, "all", "", milliseconds(seconds), giga(all / seconds), "-"],
  ];
}

if (values.json) console.log(JSON.stringify({ ...values, peak, measured }));
else {
  console.log(
    `${cpus()[0].model.trim()}, one core, Node ${process.version}, ${values.instructions}; the fastest of ${values.runs} runs.\n`,
  );
  const bytes = peak.int8 ? `, 8 bits ${giga(peak.int8)}` : "";
  console.log(`In registers, G multiply-adds/s: float32 ${giga(peak.float32)}, 16 bits ${giga(peak.int16)}${bytes}.\n`);
  const head = ["arithmetic", "kernel", "calls", `ms a ${unit}`, "G multiply-adds/s", "of the peak"];
  for (const row of [head, head.map(() => "---"), ...measured.flatMap(rows)]) console.log(`| ${row.join(" | ")} |`);
}
