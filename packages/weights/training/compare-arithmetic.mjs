// What computing in whole numbers of 16 bits changes: answers for the validation faces of packed crops beside those of float32, and how long a
// face takes in each, the two in turn.
//   node packages/weights/training/compare-arithmetic.mjs CROPS [MANIFEST] [--limit N] [--rounds 1000] [--plain-simd]
// Node 20 needs no flag: relaxed SIMD is turned on, unless --plain-simd asks for the kernels without it.
import { parseArgs } from "node:util";
import { wasmBackend } from "@fagr/backend-wasm";
import { enableRelaxedSimd, loadAgeGenderModel } from "@fagr/core";
import { loadWeights } from "@fagr/core/network";
import { comparePredictions, openValidation, predictValidation, toMarkdown } from "./validation.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: "string", default: "3000" },
    rounds: { type: "string", default: "1000" },
    "plain-simd": { type: "boolean", default: false },
  },
});
const [cropsFolder, manifestFile = new URL("../models/age-gender-62/manifest.json", import.meta.url)] = positionals;
if (!cropsFolder) {
  console.error("Expected: compare-arithmetic.mjs CROPS [MANIFEST] [--limit N] [--rounds 1000] [--plain-simd]");
  process.exit(2);
}
if (!values["plain-simd"]) enableRelaxedSimd();
const arithmetics = /** @type {const} */ (["float32", "int16"]);
const weights = await loadWeights(manifestFile);
const validation = await openValidation(cropsFolder, { limit: Number(values.limit) });

const times = await timeNetworks();
const [floats, integers] = await Promise.all(arithmetics.map(predictWith));
const moved = comparePredictions(integers, floats);
console.log(
  toMarkdown(
    ["faces", "age moves by, mean", "at most", "gender probability at most", "other gender", "time, fastest"],
    [
      [
        validation.faces.length,
        moved.meanAgeMove.toFixed(4),
        moved.largestAgeMove.toFixed(4),
        moved.largestProbabilityMove.toFixed(5),
        moved.changedGenders,
        ratioOfFastest(),
      ],
    ],
  ),
);

async function predictWith(arithmetic) {
  const model = await loadAgeGenderModel({ backend: wasmBackend({ arithmetic }), weights: manifestFile });
  const predictions = await predictValidation(model, validation);
  await model.dispose();
  return predictions;
}

/** Milliseconds of the fastest run of one face in each arithmetic: what else the machine does leaves no trace in it. */
async function timeNetworks() {
  const { inputSize } = weights.manifest.architecture;
  const data = Float32Array.from({ length: inputSize * inputSize * 3 }, (_, index) => ((index * 7919) % 251) / 251);
  const networks = await Promise.all(
    arithmetics.map((arithmetic) => wasmBackend({ arithmetic }).createNetwork(weights)),
  );
  const fastest = networks.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [index, network] of networks.entries()) {
      const start = performance.now();
      await network.run({ data, count: 1 });
      fastest[index] = Math.min(fastest[index], performance.now() - start);
    }
  return fastest;
}

function ratioOfFastest() {
  const [float, integer] = times;
  return `${integer.toFixed(2)} / ${float.toFixed(2)} ms (${(integer / float).toFixed(2)})`;
}
