// Predicts the faces of a photo that comes with the workspace and of any files named:
//   npm run demo
//   npm run demo -- family.jpg holiday/*.png
//   npm run demo -- --verbose                   (everything that installing and building print)
//   npm run demo -- --open                      (shows the first picture when it is there)
// and writes the pictures, with boxes and labels, to demo-output/.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: "boolean" }, open: { type: "boolean" } },
});
const path = (location) => fileURLToPath(new URL(location, import.meta.url));
// npm runs this in the workspace's root; the files are named from where npm was called.
const cwd = process.env.INIT_CWD ?? process.cwd();
const fromHere = (file) => relative(cwd, file) || ".";
const output = path("../demo-output");
const log = join(output, "setup.log");
// The same picture as in the README and on the demo's page, so that all three say the same.
const astronaut = path("../examples/browser-demo/src/samples/astronaut.jpg");

const run = (args, options = {}) => spawnSync(process.execPath, args, { cwd, stdio: "inherit", ...options });

console.log("fagr guesses the age and gender of the faces in a photo, on this machine alone.\n");
rmSync(log, { force: true });
const setup = run([path("workspace.mjs"), "code", ...(values.verbose ? [] : ["--log", log])]);
if (setup.status !== 0) process.exit(setup.status ?? 1);

console.log(
  `\n$ npx fagr predict ${[fromHere(astronaut), ...positionals].join(" ")} --mirror --annotate ${fromHere(output)}\n`,
);
const { status } = run([
  path("../packages/cli/bin/fagr.js"),
  "predict",
  fromHere(astronaut),
  ...positionals,
  "--mirror",
  "--annotate",
  fromHere(output),
]);
const pictures = existsSync(output) ? readdirSync(output).filter((name) => name !== "setup.log") : [];
if (status === 0 && pictures.length > 0 && values.open) show(join(output, pictures[0]));
console.log(`
That is Eileen Collins, astronaut (photo: NASA, public domain).
Ages and genders are guesses about looks, not facts about people.

Your own photo:  npm run demo -- family.jpg --open
In the browser:  npm run example:browser`);
process.exitCode = status ?? 1;

/** With whatever the system shows pictures by. */
function show(picture) {
  const [command, ...args] =
    process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["cmd", "/c", "start", ""] : ["xdg-open"];
  const viewer = spawn(command, [...args, picture], { detached: true, stdio: "ignore" });
  viewer.on("error", () => console.log(`There is no ${command} here to open it with.`));
  viewer.unref();
}
