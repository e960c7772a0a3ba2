#!/usr/bin/env node
// `npx fagr` of a project that has this package. The command line brings training and measuring too, so it is a package of its own: it is run
// where it is installed, and named where it is not.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const places = [import.meta.url, pathToFileURL(join(process.cwd(), "package.json"))];
const commandLine = places.map(find).find((folder) => folder !== undefined);
if (commandLine) await import(pathToFileURL(join(commandLine, "bin/fagr.js")).href);
else {
  const words = process.argv.slice(2);
  const line = (words.length > 0 ? words : ["predict", "family.jpg"]).join(" ");
  console.error(
    `The command line is a package of its own. Run it with\n  npx @fagr/cli ${line}\nor install it, and npx fagr is it:\n  npm install @fagr/cli`,
  );
  process.exitCode = 1;
}

/** The folder of @fagr/cli, as a file there would find it. */
function find(place) {
  try {
    return dirname(createRequire(place).resolve("@fagr/cli/package.json"));
  } catch {
    return undefined;
  }
}
