import { existsSync, readFileSync } from "node:fs";
import { homeOf } from "../../scripts/metadata.mjs";

/** The repository's folder. */
export const root = new URL("../../", import.meta.url);
export const workspace = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
export const home = homeOf(workspace);
/** Where the site lies on GitHub's pages: a folder with the repository's name. */
export const base = process.env.SITE_BASE ?? `/${home.split("/").at(-1)}/`;
/** The version that all packages share. */
export const { version } = JSON.parse(readFileSync(new URL("packages/core/package.json", root), "utf8"));
export const exists = (file) => existsSync(new URL(file, root));
