// Bytes that a page fetches until it can tell the ages and genders of a photo's faces, beside those of other libraries.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { readCommandLine } from "./support/command-line.mjs";

readCommandLine({
  name: "bench:peer-bytes",
  summary:
    "Bytes that a page fetches until it can tell ages and genders of a photo's faces, for fagr and for other libraries, after brotli. For each library the least that does it: its one script for browsers, a detector, and what answers age and gender.",
  options: {},
  notes: ["The other libraries are packed from npm: 41 MB."],
});

const workspace = fileURLToPath(new URL("../../../", import.meta.url));
const element = join(workspace, "packages/element/dist");
const ssd = join(workspace, "packages/detect/models/ssd-mobilenet-v1");
const int8 = join(workspace, "packages/weights/models/age-gender-62-int8");
const own = (name) => ({
  name,
  // Its weights' manifest is in the script.
  scripts: readdirSync(element)
    .filter((file) => file.startsWith("standalone") && file.endsWith(".js"))
    .map((file) => join(element, file)),
  models: [
    join(int8, "age-gender-62-int8.bin"),
    ...readdirSync(ssd)
      .filter((file) => file.startsWith("ssd_"))
      .map((file) => join(ssd, file)),
  ],
});
const faceApi = (...models) => ({
  packed: "@vladmandic/face-api@1.7.15",
  scripts: ["dist/face-api.esm.js"],
  models: [...models, "age_gender_model"].flatMap((name) => [
    `model/${name}.bin`,
    `model/${name}-weights_manifest.json`,
  ]),
});
const rows = [
  own("**fagr** (`<fagr-faces>`)"),
  { name: "face-api, tiny detector", ...faceApi("tiny_face_detector_model") },
  { name: "face-api, SSD", ...faceApi("ssd_mobilenetv1_model") },
  {
    name: "human, blazeface and faceres",
    packed: "@vladmandic/human@3.3.6",
    scripts: ["dist/human.esm.js"],
    models: ["blazeface", "faceres"].flatMap((name) => [`models/${name}.bin`, `models/${name}.json`]),
  },
];

const home = mkdtempSync(join(tmpdir(), "fagr-peers-"));
const packages = new Map();
/** The folder of a package of npm's, unpacked once. */
function unpack(name) {
  if (packages.has(name)) return packages.get(name);
  const options = /** @type {const} */ ({ cwd: home, encoding: "utf8", shell: process.platform === "win32" });
  const tarball = execFileSync("npm", ["pack", name, "--silent"], options).trim();
  const folder = mkdtempSync(join(home, "package-"));
  execFileSync("tar", ["xzf", tarball, "-C", folder], options);
  packages.set(name, join(folder, "package"));
  return packages.get(name);
}

/** As a server sends it that compresses well: brotli at its best. */
const sent = (file) => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return brotliCompressSync(readFileSync(file), { params }).length;
};
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

try {
  console.log("| | scripts | models | all, after brotli | requests |\n| --- | --- | --- | --- | --- |");
  for (const { name, packed, scripts, models } of rows) {
    const at = (file) => (packed ? join(unpack(packed), file) : file);
    const total = (files) => files.map(at).reduce((sum, file) => sum + sent(file), 0);
    const [script, model] = [total(scripts), total(models)];
    console.log(
      `| ${name} | ${megabytes(script)} | ${megabytes(model)} | ${megabytes(script + model)} | ${scripts.length + models.length} |`,
    );
  }
} finally {
  rmSync(home, { recursive: true });
}
