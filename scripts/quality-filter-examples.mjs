// Draws the contact sheet of docs/guides/quality-filter.md and prints its table: one face, more and more blurred.
//   node scripts/quality-filter-examples.mjs        (after `npm run build`)
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const path = (below) => fileURLToPath(new URL(`../${below}`, import.meta.url));
const sharp = createRequire(path("packages/cli/package.json"))("sharp");

/** Standard deviations of the blur, pixels of a face that is 84 wide and 112 high. */
const blurs = [0, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 10];
const face = { left: 183, top: 66, width: 84, height: 112 };

const folder = mkdtempSync(join(tmpdir(), "fagr-quality-"));
try {
  const names = { large: 84, small: 42 };
  const rows = [];
  for (const blur of blurs) {
    const photo = sharp(path("packages/testing/photos/astronaut.png"));
    const blurred = blur === 0 ? photo : photo.blur(blur);
    // Blurred with what is around it, then cut out: the edges are like the rest.
    const large = await sharp(await blurred.png().toBuffer())
      .extract(face)
      .png()
      .toBuffer();
    writeFileSync(join(folder, `large-${blur}.png`), large);
    writeFileSync(join(folder, `small-${blur}.png`), await sharp(large).resize(names.small).png().toBuffer());
  }
  for (const name of Object.keys(names)) {
    const files = blurs.map((blur) => `${name}-${blur}.png`);
    writeFileSync(join(folder, `${name}.csv`), ["file,age,gender", ...files.map((file) => `${file},,0`)].join("\n"));
    const out = join(folder, name);
    const sheet = name === "large" ? ["--contact-sheet", path("docs/images/quality-filter.png")] : [];
    const source = `${name}=csv:${join(folder, `${name}.csv`)}`;
    execFileSync(process.execPath, [
      ...[path("packages/cli/bin/fagr.js"), "prepare", source, "--crops", "--box-scale", "1", "--out", out, ...sheet],
    ]);
    const { samples } = JSON.parse(readFileSync(join(out, "crops.json"), "utf8"));
    const dropped = readFileSync(join(out, "dropped.jsonl"), "utf8")
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    const faces = new Map([...samples, ...dropped].map((sample) => [sample.file, sample]));
    rows.push(
      files.map((file) => `${faces.get(file).sharpness.toFixed(0)}${faces.get(file).reason ? ", dropped" : ""}`),
    );
  }
  console.log("| blur, pixels of 84 | sharpness at 84x112 | the same picture at 42x56 |\n| ---: | ---: | ---: |");
  for (const [index, blur] of blurs.entries()) console.log(`| ${blur} | ${rows[0][index]} | ${rows[1][index]} |`);
} finally {
  rmSync(folder, { recursive: true });
}
