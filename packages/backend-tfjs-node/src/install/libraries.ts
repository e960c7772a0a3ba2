import { copyFile, link, mkdir, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** TensorFlow's libraries by the names that they have for the loader (SONAME). */
export const tensorflowLibrary = "libtensorflow_cc.so.2";
export const frameworkLibrary = "libtensorflow_framework.so.2";

/**
 * The names in tfjs-node's `deps/lib`: those that the linker looks for (`-ltensorflow`), those that its addon was linked to
 * (an SONAME), and those that an addon from Google's servers asks for.
 */
const namesInDeps: Record<string, readonly string[]> = {
  [tensorflowLibrary]: [tensorflowLibrary, "libtensorflow.so.2", "libtensorflow.so"],
  [frameworkLibrary]: [frameworkLibrary, "libtensorflow_framework.so"],
};

/** Lays unpacked libraries and headers into tfjs-node's `deps`, without using the disk twice where it can. */
export async function layIntoDeps(unpacked: string, tfjsNodeFolder: string): Promise<void> {
  const deps = join(tfjsNodeFolder, "deps");
  await rm(deps, { recursive: true, force: true });
  for (const [library, names] of Object.entries(namesInDeps)) {
    const [first, ...others] = names.map((name) => join(deps, "lib", name));
    await linkFile(join(unpacked, "lib", library), first!);
    for (const other of others) await linkFile(first!, other);
  }
  const headers = await readdir(join(unpacked, "include"), { recursive: true });
  for (const name of headers) {
    const header = join(unpacked, "include", name);
    if ((await stat(header)).isFile()) await linkFile(header, join(deps, "include", name));
  }
}

/** A second name of the same file; a copy where that cannot be, as on another disk. */
async function linkFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to));
}
