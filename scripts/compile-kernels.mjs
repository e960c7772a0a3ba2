// Compiles a package's AssemblyScript kernels (assembly/index.ts) twice, with and without relaxed SIMD (its fused multiply-add), and
// writes both as base64 into src/generated/kernels.ts, so that no bundler has to find a file. Run it in the package's folder.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import asc from "assemblyscript/asc";

// Node 20 knows relaxed SIMD only behind this flag; it is needed to check what was compiled.
if (Number(process.versions.node.split(".")[0]) < 22) setFlagsFromString("--experimental-wasm-relaxed-simd");

const folder = process.cwd();
// Of those packages that publish them as files too, for runtimes that compile nothing while they run.
const asFiles = process.argv.includes("--files");
const fileNames = { simd: "simd.wasm", relaxedSimd: "relaxed-simd.wasm" };
const variants = { simd: "simd,bulk-memory", relaxedSimd: "simd,bulk-memory,relaxed-simd" };
const lines = ["// Compiled from assembly/ by scripts/compile-kernels.mjs.", "export const kernels = {"];
for (const [name, features] of Object.entries(variants)) {
  const binary = await compile(features);
  check(binary);
  if (asFiles) {
    mkdirSync(join(folder, "kernels"), { recursive: true });
    writeFileSync(join(folder, "kernels", fileNames[name]), binary);
  }
  lines.push(`  ${name}: "${Buffer.from(binary).toString("base64")}",`);
  console.log(`kernels with ${features}: ${binary.length} bytes`);
}
lines.push("};");
const generated = join(folder, "src/generated");
mkdirSync(generated, { recursive: true });
writeFileSync(join(generated, "kernels.ts"), `${lines.join("\n")}\n`);

/** @returns {Promise<any>} */
async function compile(features) {
  /** @type {any} */
  let binary;
  const flags = `-O3 --runtime stub --importMemory --noAssert --enable ${features}`.split(" ");
  const { error, stderr } = await asc.main(
    ["assembly/index.ts", "--baseDir", folder, "--outFile", "kernels.wasm", ...flags],
    {
      writeFile(file, contents) {
        if (file.endsWith(".wasm")) binary = contents;
      },
    },
  );
  if (error) {
    console.error(String(stderr));
    throw error;
  }
  return binary;
}

function check(binary) {
  const module = new WebAssembly.Module(binary);
  if (hasDataSection(binary))
    throw new Error("The kernels have a data segment, which would overwrite the memory that they are given.");
  const unexpected = WebAssembly.Module.imports(module).filter(
    ({ module, name }) => `${module}.${name}` !== "env.memory",
  );
  if (unexpected.length > 0) throw new Error(`The kernels import more than the memory: ${JSON.stringify(unexpected)}`);
}

/** Walks the sections of a WebAssembly binary; 11 is the data section. */
function hasDataSection(bytes) {
  for (let offset = 8; offset < bytes.length; ) {
    const id = bytes[offset++];
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[offset++];
      size |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    if (id === 11) return true;
    offset += size;
  }
  return false;
}
