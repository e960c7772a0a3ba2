// What all published packages say alike, derived from the workspace's package.json.
import { statSync } from "node:fs";
import { posix } from "node:path";

/** The page of the repository: `https://github.com/owner/name`. */
export const homeOf = (workspace) => workspace.homepage.replace(/#.*$/, "");

/** The fields that a published package shares with its siblings. */
export function commonMetadata(workspace, folder, { files = [], keywords = [], scripts = {} }) {
  const home = homeOf(workspace);
  return {
    keywords: [...keywords.filter((keyword) => keyword !== "fagr"), "fagr"],
    homepage: `${home}/tree/main/packages/${folder}#readme`,
    bugs: workspace.bugs,
    repository: { ...workspace.repository, directory: `packages/${folder}` },
    author: workspace.author,
    files: [...files.filter((file) => file !== "CHANGELOG.md"), "CHANGELOG.md"],
    scripts: { ...scripts, prepublishOnly: "node ../../scripts/check-publish.mjs" },
    publishConfig: { access: "public", provenance: true },
  };
}

/** Links of a README as npm's page needs them: there is no folder around it. */
export const links = {
  /** The address of a relative link; others come back as they are. */
  toAbsolute(workspace, from, target) {
    if (/^[a-z]+:|^#/.test(target)) return target;
    const [path, anchor] = target.split("#");
    const file = posix.join(posix.dirname(from), path);
    const isFolder = statSync(new URL(`../${file}`, import.meta.url)).isDirectory();
    return `${homeOf(workspace)}/${isFolder ? "tree" : "blob"}/main/${file}${anchor ? `#${anchor}` : ""}`;
  },
  /** The file of the workspace that an address of ours means, with its anchor, or null. */
  toFile(workspace, address) {
    const home = homeOf(workspace);
    const [, , file, anchor] = new RegExp(`^${home}/(tree|blob)/main/([^#]+)(?:#(.+))?$`).exec(address) ?? [];
    return file ? { file, anchor } : null;
  },
};
