// The installer `fagr-tfjs-node-install`: TensorFlow's shared library from a Python wheel, and tfjs-node's addon built against it, for
// machines that cannot reach Google's storage.
import { parseArgs } from "node:util";
import { install } from "./install";
import { InstallError } from "./install-error";
import { createReport } from "./report";

const help = `fagr-tfjs-node-install: native TensorFlow for @tensorflow/tfjs-node, from TensorFlow's Python wheel

tfjs-node's own installer downloads from Google's servers. This one takes the library from a Python package index (the
one that pip is configured with), about 210 MB, and builds tfjs-node's addon with node-gyp (Python 3, make, a C++ compiler).

  npm install --ignore-scripts @tensorflow/tfjs-node@4.22.0
  npx fagr-tfjs-node-install

  --wheel <file>      a wheel of tensorflow-cpu 2.12 or newer, where there is no index
  --index-url <url>   a Python package index, in place of pip's
  --nodedir <folder>  where Node's headers are (include/node), in place of those beside Node
  --cache <folder>    files cached for the next project (default ~/.cache/fagr/tfjs-node)
  --force             start again although tfjs-node already runs
`;

/** Runs the installer on this process. Exit codes: 0 it runs, 1 it does not, 2 the command line was wrong. */
export async function main(args: readonly string[] = process.argv.slice(2)): Promise<void> {
  const values = parse(args);
  if (!values) {
    process.exitCode = 2;
    return;
  }
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { wheel, nodedir, cache, "index-url": indexUrl, force = false } = values;
  try {
    await install({ wheel, nodedir, cache, indexUrl, force, report: createReport(process.stderr) });
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        wheel: { type: "string" },
        "index-url": { type: "string" },
        nodedir: { type: "string" },
        cache: { type: "string" },
        force: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${help}`);
    return undefined;
  }
}
