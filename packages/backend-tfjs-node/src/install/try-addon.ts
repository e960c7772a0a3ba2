import { InstallError, messageOf } from "./install-error";
import { runCommand } from "./run-command";

// In a process of its own: a library that does not fit ends the process.
const program = `
const util = require("node:util");
util.isNullOrUndefined = (value) => value === null || value === undefined;
const tf = require(process.argv[1]);
const product = tf.matMul(tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[5, 6], [7, 8]]));
console.log(JSON.stringify({ product: [...product.dataSync()], version: tf.backend().binding.TF_Version }));
`;

/**
 * Multiplies two matrices with tfjs-node.
 *
 * @returns TensorFlow's version.
 * @throws InstallError if that does not work.
 */
export async function tryAddon(tfjsNodeFolder: string): Promise<string> {
  const env = { TF_CPP_MIN_LOG_LEVEL: "3", NODE_NO_WARNINGS: "1" };
  const output = await runCommand(process.execPath, ["-e", program, tfjsNodeFolder], { env }).catch((cause: Error) => {
    throw new InstallError(`tfjs-node does not run with this library: ${messageOf(cause)}`, { cause });
  });
  const answer = /\{"product.*\}/.exec(output)?.[0];
  const { product, version } = JSON.parse(answer ?? "{}") as { product?: number[]; version?: string };
  if (product?.join() !== "19,22,43,50")
    throw new InstallError(
      `tfjs-node runs, but takes [[1,2],[3,4]] x [[5,6],[7,8]] for [${product}] (${output.trim()}).`,
    );
  return version!;
}
