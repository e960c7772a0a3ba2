// How many of our files a call passes through: for each of the five walks of docs/architecture.md the files of which a function was called.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readCommandLine } from "./support/command-line.mjs";
import { bundleSources, filesOf } from "./walks/bundle.mjs";
import { watchCalls } from "./walks/visited-files.mjs";

const values = readCommandLine({
  name: "bench:walks",
  summary:
    "How many of our source files a call passes through: the files of which at least one function was called, in Node, from the call to its answer.",
  options: {
    root: {
      kind: "text",
      value: "folder",
      default: ".",
      help: "The repository to look at, with its packages installed.",
    },
    list: { kind: "flag", help: "Name the files." },
    only: { kind: "pattern", default: "", help: "Walks, such as predict." },
  },
});
const root = resolve(values.root);
const folder = await mkdtemp(join(tmpdir(), "fagr-walks-"));

const entry = `
import { Writable } from "node:stream";
import { wasmBackend } from "@fagr/backend-wasm";
import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights";
import { runCommandLine } from "./main";

export async function fagr(...args: string[]) {
  let said = "";
  const sink = () => new Writable({ write: (chunk, _, done) => { said += chunk; done(); } });
  const code = await runCommandLine(args, { stdout: sink(), stderr: sink() });
  if (code !== 0) throw new Error("fagr " + args.join(" ") + ": " + said);
}
export const openDetector = () => createFaceDetector();
export { analyzeFaces };
export const loadModel = () => loadAgeGenderModel({ backend: wasmBackend(), weights });
`;
const bundle = await bundleSources(root, entry);
const file = join(folder, "walks.mjs");
await writeFile(file, bundle);
const url = pathToFileURL(file).href;
const { take, end } = await watchCalls(url);
const { fagr, analyzeFaces, openDetector, loadModel } = await import(url);
const fileOf = filesOf(bundle);

const photo = join(root, "packages/testing/photos/astronaut.png");
const faces = join(folder, "faces");
await mkdir(faces);
const sharp = createRequire(join(root, "packages/core/package.json"))("sharp");
for (const [index, label] of ["30_0_2", "40_1_2"].entries())
  await sharp(photo)
    .modulate({ brightness: 1 + index / 10 })
    .jpeg()
    .toFile(join(faces, `${label}_2017010100000${index}.jpg`));
const crops = join(folder, "crops");
const run = join(folder, "run");
let opened;

/** @type {Record<string, { prepare?: () => Promise<unknown>, walk: () => Promise<unknown> }>} */
const walks = {
  "fagr predict": { walk: () => fagr("predict", photo, "--backend", "wasm", "--detector", "ssd") },
  "analyzeFaces, model and detector open": {
    async prepare() {
      opened = { model: await loadModel(), detector: await openDetector() };
    },
    walk: () => analyzeFaces(photo, opened),
  },
  "analyzeFaces, the next picture": { walk: () => analyzeFaces(photo, opened) },
  "picture to packed crop": {
    walk: () => fagr("prepare", `faces=utkface:${faces}`, "--out", crops, "--minimum-sharpness", "0"),
  },
  "packed crop to gradient": {
    walk: () =>
      fagr(
        "train",
        "--crops",
        crops,
        "--out",
        run,
        "--recipe",
        "plain",
        "--steps",
        "1",
        "--batch",
        "2",
        "--workers",
        "0",
        "--validation-share",
        "0",
      ),
  },
  "weights to memory": { walk: loadModel },
  "fagr export, ONNX": { walk: () => fagr("export", "--to", join(folder, "model.onnx")) },
};

console.log("| walk | files | packages | plans made | architecture checked |\n| --- | --- | --- | --- | --- |");
for (const [name, { prepare, walk }] of Object.entries(walks)) {
  if (!values.only.test(name)) continue;
  try {
    await prepare?.();
    await take();
    await walk();
  } catch (error) {
    // An older repository may not know the command.
    console.log(`| ${name} | - | - | - | - |`);
    console.error(error.message);
    continue;
  }
  const calls = await take();
  const files = [...new Set(calls.map(({ startOffset }) => fileOf(startOffset)))].filter(Boolean).sort();
  const count = (called) => calls.find(({ functionName }) => functionName === called)?.count ?? 0;
  const packages = new Set(files.map((path) => path.split("/")[1]));
  console.log(
    `| ${name} | ${files.length} | ${packages.size} | ${count("planNetwork")} | ${count("checkArchitecture")} |`,
  );
  if (values.list) console.error(files.map((path) => `  ${path}`).join("\n"));
}
end();
await rm(folder, { recursive: true });
process.exit();
