// Where the time of a training step goes and what bounds it: each kernel's multiply-adds and bytes against what one core of this
// processor reaches in registers and in memory.
import { cpus } from "node:os";
import { enableRelaxedSimd } from "@fagr/core";
import { createArchitecture, elementCount, planNetwork } from "@fagr/core/network";
import { FusedTrunk, kernelInstructions } from "@fagr/wasm-gradients";
import { measurePeak, seconds } from "./roofline/measure-peak.mjs";
import { readCommandLine } from "./support/command-line.mjs";
import { instructionsOption } from "./support/instructions-option.mjs";

const values = readCommandLine({
  name: "bench:roofline",
  summary:
    "Where the time of a training step goes and what bounds it: each kernel's multiply-adds and bytes against what one core reaches in registers and in memory.",
  options: {
    batch: { kind: "number", default: 64, least: 1, help: "Images in a step." },
    steps: { kind: "number", default: 5, least: 1, help: "Steps that are timed." },
    instructions: instructionsOption,
    json: { kind: "flag", help: "Print JSON." },
  },
});
const { batch, steps } = values;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
if (values.instructions === "relaxed-simd") enableRelaxedSimd();
const instructions = kernelInstructions();

/** Work of a call by its arguments: multiply-adds, and bytes of the large operands. */
const work = {
  multiplyPanels: (_l, _p, _o, M, K, N) => ({ multiplyAdds: M * K * N, bytes: 4 * M * (K + N) }),
  matmulTransposedLeft: (_l, _r, _o, M, K, N) => ({ multiplyAdds: M * K * N, bytes: 4 * M * (K + N) }),
  depthwiseForward: (_p, _f, _o, width, C, height, outWidth, kernelHeight, kernelWidth) => ({
    multiplyAdds: C * height * outWidth * kernelHeight * kernelWidth,
    bytes: 4 * C * height * (width + outWidth),
  }),
  depthwiseFilterGradient: (_p, _dy, _f, width, _dyWidth, C, height, outWidth, kernelHeight, kernelWidth) => ({
    multiplyAdds: C * height * outWidth * kernelHeight * kernelWidth,
    bytes: 4 * C * height * (width + outWidth),
  }),
  depthwiseScatter: (_dy, _f, _p, width, C, height, outWidth, kernelHeight, kernelWidth) => ({
    multiplyAdds: C * height * outWidth * kernelHeight * kernelWidth,
    bytes: 4 * C * height * (width + outWidth),
  }),
  normaliseActivate: (_x, _s, _t, alpha, residual, _y, M, C) => ({
    multiplyAdds: M * C * (alpha ? 2 : 1),
    bytes: 4 * M * C * (residual ? 3 : 2),
  }),
  normaliseGradient: (_x, _dy, _s, _t, alpha, _f, _c, _dx, M, C) => ({
    multiplyAdds: M * C * (alpha ? 4 : 2),
    bytes: 12 * M * C,
  }),
  activationGradientSums: (_x, _dy, _s, _t, alpha, _m, _a, _b, _c, M, C) => ({
    multiplyAdds: M * C * (alpha ? 4 : 2),
    bytes: 8 * M * C,
  }),
  accumulateMoments: (_x, _f, _s, _q, M, C) => ({ multiplyAdds: 2 * M * C, bytes: 4 * M * C }),
};

const peak = await measurePeak(instructions);
const bandwidth = peak.bytesPerSecond;
const { rows, stepSeconds } = measureKernels();
report();

/** Runs the trunk with every kernel timed, and once more without for the time of a step. */
function measureKernels() {
  const plan = planNetwork(createArchitecture("age-gender-62"));
  const images = Float32Array.from({ length: batch * 62 * 62 * 3 }, (_, index) => ((index * 7919) % 251) / 251);
  const table = new Map();
  const Instance = WebAssembly.Instance;
  const timed = createTrunk(plan, (module, imports) => {
    const timedExports = Object.entries(/** @type {Record<string, any>} */ (new Instance(module, imports).exports)).map(
      ([name, kernel]) => [
        name,
        (...parameters) => {
          const time = seconds(() => kernel(...parameters));
          const entry = table.get(name) ?? { name, seconds: 0, calls: 0, multiplyAdds: 0, bytes: 0 };
          const { multiplyAdds, bytes } = work[name]?.(...parameters) ?? { multiplyAdds: 0, bytes: 0 };
          entry.seconds += time;
          entry.calls++;
          entry.multiplyAdds += multiplyAdds;
          entry.bytes += bytes;
          table.set(name, entry);
        },
      ],
    );
    return { exports: Object.fromEntries(timedExports) };
  });
  const plain = createTrunk(plan, (module, imports) => new Instance(module, imports));
  for (const trunk of [plain, timed]) step(trunk);
  table.clear();
  const times = [];
  for (let index = 0; index < steps; index++) {
    times.push(seconds(() => step(plain)));
    step(timed);
  }
  const all = [...table.values()].map((entry) => ({
    ...entry,
    seconds: entry.seconds / steps,
    calls: entry.calls / steps,
    multiplyAdds: entry.multiplyAdds / steps,
    bytes: entry.bytes / steps,
  }));
  return { rows: all.sort((a, b) => b.seconds - a.seconds), stepSeconds: median(times) };

  function step({ trunk, weights }) {
    const output = trunk.forward(images, weights);
    trunk.backward(output.map((value) => value / batch));
  }
}

function createTrunk(plan, instantiate) {
  const Instance = WebAssembly.Instance;
  WebAssembly.Instance = /** @type {any} */ (
    function TimedInstance(module, imports) {
      return instantiate(module, imports);
    }
  );
  try {
    const trunk = new FusedTrunk(plan, batch);
    const weights = new Map(
      trunk.weights.map(({ name, shape }, seed) => [
        name,
        Float32Array.from({ length: elementCount(shape) }, (_, index) => {
          if (name.endsWith("gamma")) return 1;
          if (name.endsWith("beta")) return 0;
          return name.endsWith("alpha") ? 0.25 : (((index * 7919 + seed) % 1000) / 1000 - 0.5) * 0.2;
        }),
      ]),
    );
    return { trunk, weights };
  } finally {
    WebAssembly.Instance = Instance;
  }
}

function report() {
  const total = rows.reduce((sum, row) => sum + row.seconds, 0);
  const large = rows.filter(({ multiplyAdds }) => multiplyAdds > 0);
  // The least time that a kernel could take: its arithmetic in registers, or its bytes through memory, whichever is more.
  const bound = ({ multiplyAdds }) => multiplyAdds / peak.float32;
  const result = {
    instructions,
    batch,
    peakMultiplyAddsPerSecond: peak.float32,
    copyBytesPerSecond: bandwidth,
    imagesPerSecond: batch / stepSeconds,
    imagesPerSecondAtPeak: batch / large.reduce((sum, row) => sum + bound(row), 0),
    kernels: rows.map(({ name, seconds: time, calls, multiplyAdds, bytes }) => ({
      name,
      millisecondsPerImage: (1000 * time) / batch,
      share: time / total,
      calls,
      multiplyAddsPerSecond: multiplyAdds / time,
      bytesPerSecond: bytes / time,
    })),
  };
  if (values.json) {
    console.log(JSON.stringify(result));
    return;
  }
  const giga = (value, digits = 1) => (value / 1e9).toFixed(digits);
  console.log(
    `${cpus()[0].model.trim()}, one core, Node ${process.version}, ${instructions}; forward and backward of the body, batch ${batch}\n`,
  );
  console.log(
    `in registers ${giga(peak.float32)} G multiply-adds/s, copying ${giga(bandwidth)} GB/s; the step runs at ${result.imagesPerSecond.toFixed(1)} images/s, its arithmetic alone would at ${result.imagesPerSecondAtPeak.toFixed(1)}\n`,
  );
  console.log("| kernel | ms an image | share | G multiply-adds/s | of the peak | GB/s |\n|---|---|---|---|---|---|");
  for (const { name, millisecondsPerImage, share, multiplyAddsPerSecond, bytesPerSecond } of result.kernels)
    console.log(
      `| ${name} | ${millisecondsPerImage.toFixed(2)} | ${(100 * share).toFixed(1)} % | ${giga(multiplyAddsPerSecond)} | ${((100 * multiplyAddsPerSecond) / peak.float32).toFixed(0)} % | ${giga(bytesPerSecond)} |`,
    );
}
