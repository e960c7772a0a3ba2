// bench:roofline and bench:products. What one core of this processor reaches, by the loops of assembly/peak.ts.
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

/** Seconds that something takes. */
export const seconds = (run) => {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
};

/** Bytes that are copied at once: more than caches hold. */
const copied = 1 << 27;

/**
 * What one core of this processor reaches: multiply-adds a second in registers, in each arithmetic, and bytes a second in memory, read and written; the
 * best of several runs of `assembly/peak.ts`. Eight bits are there with relaxed SIMD only.
 *
 * @param {string} instructions - "simd" or "relaxed-simd".
 */
export async function measurePeak(instructions) {
  const memory = new WebAssembly.Memory({ initial: (2 * copied) / 65_536 });
  const peak = /** @type {any} */ (
    new WebAssembly.Instance(new WebAssembly.Module(await compile(instructions)), { env: { memory } }).exports
  );
  const rounds = 2e7;
  const best = (run) => Math.min(...Array.from({ length: 7 }, () => seconds(run)));
  const rate = (kernel, multiplyAdds, ...factors) => (rounds * multiplyAdds) / best(() => kernel(rounds, ...factors));
  return {
    // Twelve sums of four floats; of four pairs; of four times four bytes.
    float32: rate(peak.multiplyAdds, 12 * 4, 0.999, 0.001),
    int16: rate(peak.pairProducts, 12 * 8, 3),
    int8: instructions === "relaxed-simd" ? rate(peak.byteProducts, 12 * 16, 3) : null,
    bytesPerSecond: (2 * copied) / best(() => peak.copy(0, copied, copied)),
  };
}

async function compile(instructions) {
  let binary;
  const features = `simd,bulk-memory${instructions === "relaxed-simd" ? ",relaxed-simd" : ""}`;
  const folder = fileURLToPath(new URL("../..", import.meta.url));
  const flags = ["--baseDir", folder, "-O3", "--runtime", "stub", "--importMemory", "--enable", features];
  const { error, stderr } = await asc.main(["assembly/peak.ts", "--outFile", "peak.wasm", ...flags], {
    writeFile(name, contents) {
      if (name.endsWith(".wasm")) binary = contents;
    },
  });
  if (error) throw new Error(String(stderr), { cause: error });
  return binary;
}
