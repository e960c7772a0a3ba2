// Runs before a package is published, as its `prepublishOnly`: stops what would put a broken package on npm.
//   npm publish     would leave "workspace:*" in the manifest and the licence out: only pnpm writes versions there.
import { existsSync, readFileSync } from "node:fs";

const { name, version } = JSON.parse(readFileSync("package.json", "utf8"));
const stop = (reason) => {
  console.error(`${name} ${version} is not published: ${reason}`);
  process.exit(1);
};

const agent = process.env.npm_config_user_agent ?? "";
if (!agent.startsWith("pnpm/"))
  stop(
    `expected pnpm, which turns workspace:* into versions; received "${agent || "no package manager"}". ` +
      "Run `npm run release` in the workspace's root instead.",
  );
if (!existsSync("dist")) stop("expected it to be built. Run `npm run build` in the workspace's root first.");
const changelog = existsSync("CHANGELOG.md") ? readFileSync("CHANGELOG.md", "utf8") : "";
if (!changelog.includes(`\n## ${version}\n`))
  stop(`expected its CHANGELOG.md to have a section "## ${version}". Run \`npm run version\` in the root first.`);
