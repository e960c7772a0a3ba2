import { dirname, join } from "node:path";
import { exists } from "./exists";
import { findNodeHeaders } from "./node-headers";
import type { Report } from "./report";
import { runCommand } from "./run-command";

/** Version 8 of Node's binary interface for addons: the newest that tfjs-node names; Node 20 and all later ones have it. */
const napiVersion = 8;

/** Where tfjs-node looks for its addon, below its folder. */
export const addonPath = join("lib", `napi-v${napiVersion}`, "tfjs_binding.node");

/**
 * Builds tfjs-node's addon against the libraries in its `deps`, with node-gyp, which needs Python 3, make and a C++
 * compiler.
 *
 * @throws InstallError with what the compiler said.
 */
export async function buildAddon(
  tfjsNodeFolder: string,
  { nodedir, report }: { nodedir: string | undefined; report: Report },
): Promise<void> {
  const headers = nodedir ?? (await findNodeHeaders());
  report.step(
    `Building the addon with node-gyp, with ${headers ? `Node's headers in ${headers}` : "headers from nodejs.org"}`,
  );
  const nodeGyp = await findNodeGyp();
  const command = nodeGyp ? process.execPath : "npm";
  const start = nodeGyp ? [nodeGyp] : ["exec", "--yes", "--package=node-gyp@11", "--", "node-gyp"];
  const settings = {
    module_name: "tfjs_binding",
    module_path: join(tfjsNodeFolder, dirname(addonPath)),
    napi_build_version: napiVersion,
  };
  await runCommand(
    command,
    [
      ...start,
      "rebuild",
      ...(headers ? [`--nodedir=${headers}`] : []),
      "--",
      ...Object.entries(settings).map(([name, value]) => `-D${name}=${value}`),
    ],
    { cwd: tfjsNodeFolder },
  );
}

/** npm and its like bring node-gyp with them and say where; so does the npm beside Node. */
async function findNodeGyp(): Promise<string | undefined> {
  const beside = join(dirname(dirname(process.execPath)), "lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js");
  for (const path of [process.env.npm_config_node_gyp, beside]) if (path && (await exists(path))) return path;
  return undefined;
}
