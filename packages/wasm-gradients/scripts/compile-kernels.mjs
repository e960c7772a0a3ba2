// Compiles the AssemblyScript kernels and writes them as base64 into src/generated/kernels.ts, so that no bundler has to
// find a file.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const folder = fileURLToPath(new URL("..", import.meta.url));
const flags = "-O3 --runtime stub --importMemory --noAssert --enable simd,bulk-memory".split(" ");
let binary;
const { error, stderr } = await asc.main(
  ["assembly/index.ts", "--baseDir", folder, "--outFile", "kernels.wasm", ...flags],
  {
    writeFile(name, contents) {
      if (name.endsWith(".wasm")) binary = contents;
    },
  },
);
if (error) {
  console.error(String(stderr));
  throw error;
}

const module = new WebAssembly.Module(binary);
if (hasDataSection(binary))
  throw new Error("The kernels have a data segment, which would overwrite the heap that they share with tfjs.");
const unexpected = WebAssembly.Module.imports(module).filter(
  ({ module, name }) => `${module}.${name}` !== "env.memory",
);
if (unexpected.length > 0) throw new Error(`The kernels import more than the memory: ${JSON.stringify(unexpected)}`);

mkdirSync(new URL("../src/generated/", import.meta.url), { recursive: true });
writeFileSync(
  new URL("../src/generated/kernels.ts", import.meta.url),
  `/** Compiled from assembly/ by scripts/compile-kernels.mjs, ${binary.length} bytes. */\nexport const kernelsBase64 =\n  "${Buffer.from(binary).toString("base64")}";\n`,
);
console.log(
  `kernels: ${binary.length} bytes, ${WebAssembly.Module.exports(module)
    .map(({ name }) => name)
    .join(", ")}`,
);

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
