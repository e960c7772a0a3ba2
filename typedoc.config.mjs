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

export default {
  name: "fagr",
  readme: "README.md",
  out: "docs/api",
  tsconfig: "tsconfig.json",
  entryPoints,
  sort: ["source-order"],
  sortEntryPoints: false,
  excludePrivate: true,
  includeVersion: false,
  disableSources: true,
  validation: { notExported: true, invalidLink: true, invalidPath: false, notDocumented: false },
};
