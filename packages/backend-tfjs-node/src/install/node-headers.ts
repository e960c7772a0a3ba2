import { access, readFile, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Finds the headers of the Node that runs this, so that node-gyp need not download them: where the options say, beside Node
 * itself (nodejs.org's archives, Docker's images, nvm), in npm's package `node`, or where Debian's libnode-dev puts them.
 *
 * @returns A folder for node-gyp's `--nodedir`, or undefined where there is none.
 */
export async function findNodeHeaders(
  environment: NodeJS.ProcessEnv = process.env,
  { execPath = process.execPath, version = process.version } = {},
): Promise<string | undefined> {
  const prefix = dirname(dirname(await realpath(execPath)));
  const candidates = [
    environment.npm_config_nodedir,
    prefix,
    join(prefix, "node_modules", `node-${process.platform}-${process.arch}`),
    "/usr",
    "/usr/local",
  ];
  for (const folder of candidates) if (folder && (await hasHeaders(folder, version))) return folder;
  return undefined;
}

async function hasHeaders(folder: string, version: string): Promise<boolean> {
  const include = join(folder, "include", "node");
  const [major] = version.slice(1).split(".");
  try {
    await access(join(include, "node_api.h"));
    // Those of another Node would do for this addon, but may lie beside it by mistake.
    const text = await readFile(join(include, "node_version.h"), "utf8");
    return /#define NODE_MAJOR_VERSION (\d+)/.exec(text)?.[1] === major;
  } catch {
    return false;
  }
}
