// Predicts the faces of a photo that comes with the workspace and of any files named:
//   npm run demo
//   npm run demo -- family.jpg holiday/*.png
// and writes the pictures, with boxes and labels, to demo-output/.
import { spawnSync } from "node:child_process";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

// npm runs this in the workspace's root; the files are named from where npm was called.
const cwd = process.env.INIT_CWD ?? process.cwd();
const path = (location) => relative(cwd, fileURLToPath(new URL(location, import.meta.url)));
const commandLine = path("../packages/cli/bin/fagr.js");
const astronaut = path("../packages/testing/photos/astronaut.png");
const output = path("../demo-output");

const { status } = spawnSync(
  process.execPath,
  [commandLine, "predict", astronaut, ...process.argv.slice(2), "--annotate", output],
  { cwd, stdio: "inherit" },
);
console.log(`
${astronaut}: Eileen Collins, astronaut. Photo: NASA, public domain.
Ages and genders are guesses about looks, not facts about people.`);
process.exitCode = status ?? 1;
