import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The sources of all doors of all published packages, core first. */
const entryPoints = readdirSync("packages")
  .filter((name) => existsSync(`packages/${name}/package.json`))
  .sort((a, b) => Number(b === "core") - Number(a === "core") || (a < b ? -1 : 1))
  .flatMap((name) => {
    const { exports = {}, private: isPrivate } = JSON.parse(readFileSync(`packages/${name}/package.json`, "utf8"));
    if (isPrivate) return [];
    return Object.keys(exports)
      .filter((path) => !/\*|\.json$/.test(path))
      .map((path) => {
        const inside = `packages/${name}/src/${path === "." ? "index" : path.slice(2)}`;
        return existsSync(`${inside}.ts`) ? `${inside}.ts` : `${inside}/index.ts`;
      });
  });

/**
 * valibot's inferred types name the same line of a schema twice; typedoc then warns that it takes "an arbitrary comment" of the two, which are one.
 *
 * @param {import("typedoc").Application} app
 */
function takeSameComments({ logger }) {
  const isNoise = (message) =>
    /has multiple declarations with a comment|^The comments for \S+ are declared at/.test(message);
  for (const level of /** @type {const} */ (["warn", "info"])) {
    const write = logger[level].bind(logger);
    logger[level] = (message, ...at) => {
      if (!isNoise(String(message))) write(message, ...at);
    };
  }
}

export default {
  name: "fagr",
  readme: "README.md",
  out: "docs/api",
  tsconfig: "tsconfig.json",
  plugin: [takeSameComments],
  entryPoints,
  sort: ["source-order"],
  sortEntryPoints: false,
  excludePrivate: true,
  includeVersion: false,
  disableSources: true,
  validation: { notExported: true, invalidLink: true, invalidPath: false, notDocumented: false },
};
