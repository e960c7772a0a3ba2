import { DisposedError, InvalidArgumentError } from "@fagr/core";
import { elementCount } from "@fagr/core/network";
import { explainFailure } from "./explain-failure";
import { firstLine } from "./first-line";
import { loadOnnxRuntime, type OnnxRuntime, type OnnxRuntimeName } from "./load-runtime";
import { createQueue } from "./queue";
import type { OnnxSessionOptions } from "./session-options";

/** A float32 tensor: its numbers in row-major order, and its sizes. */
export interface OnnxTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A model that is ready to run. */
export interface OnnxSession extends AsyncDisposable {
  /** The package that runs it. */
  readonly runtime: OnnxRuntimeName;
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /**
   * Runs the model. Overlapping calls wait for each other; do not change the data until the promise settles. The result is a copy
   * that you own.
   *
   * @throws InvalidArgumentError if an input is missing or does not fit the model.
   * @throws DisposedError after {@link OnnxSession.dispose}.
   */
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Record<string, OnnxTensor>>;
  /** Waits for running calls, then frees the model. Calling it again does nothing. */
  dispose(): Promise<void>;
}

/**
 * Opens an ONNX model with float32 inputs and outputs.
 *
 * @param model - The content of an .onnx file.
 * @throws RuntimeMissingError if the runtime is not installed or cannot start; the message says what to do.
 * @throws InvalidArgumentError if the runtime cannot read the model.
 *
 * @example
 * ```ts
 * const session = await openOnnxSession(await readFile("age-gender.onnx"), { threads: 1 });
 * const { age } = await session.run({ image: { data: pixels, dims: [1, 62, 62, 3] } });
 * await session.dispose();
 * ```
 */
export async function openOnnxSession(model: Uint8Array, options: OnnxSessionOptions = {}): Promise<OnnxSession> {
  return openSession(await loadOnnxRuntime(options), model);
}

/** As {@link openOnnxSession}, on a runtime that is loaded already. */
export async function openSession(runtime: OnnxRuntime, model: Uint8Array): Promise<OnnxSession> {
  const { name, module, sessionOptions, queue = createQueue() } = runtime;
  if (!(model instanceof Uint8Array))
    throw new InvalidArgumentError(`Expected the bytes of an ONNX model (Uint8Array), received ${typeof model}.`);
  const session = await queue(() => module.InferenceSession.create(model, sessionOptions)).catch((cause) => {
    throw explainFailure(runtime, cause);
  });
  let released: Promise<void> | undefined;

  const dispose = () => (released ??= queue(() => session.release()));
  return {
    runtime: name,
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(feeds) {
      if (released) throw new DisposedError("ONNX session");
      checkFeeds(session.inputNames, feeds);
      const tensors = Object.fromEntries(
        session.inputNames.map((input) => {
          const { data, dims } = feeds[input]!;
          return [input, new module.Tensor("float32", data, dims)];
        }),
      );
      const outputs = await queue(() => session.run(tensors)).catch((cause) => {
        throw new InvalidArgumentError(`The model did not accept its inputs: ${firstLine(cause)}`, { cause });
      });
      return Object.fromEntries(Object.entries(outputs).map(([output, tensor]) => [output, copy(output, tensor)]));
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

function checkFeeds(names: readonly string[], feeds: Readonly<Record<string, OnnxTensor>>): void {
  const given = Object.keys(feeds);
  if (given.length !== names.length || !names.every((name) => given.includes(name)))
    throw new InvalidArgumentError(
      `Expected the model's inputs (${names.join(", ")}), received ${given.join(", ") || "none"}.`,
    );
  for (const [name, { data, dims }] of Object.entries(feeds)) {
    if (!(data instanceof Float32Array) || data.length !== elementCount(dims))
      throw new InvalidArgumentError(
        `Input "${name}": expected a Float32Array of ${elementCount(dims)} numbers for sizes [${dims.join(", ")}], received ${data?.constructor?.name ?? typeof data} of ${data?.length}.`,
      );
  }
}

function copy(name: string, { data, dims }: { data: unknown; dims: readonly number[] }): OnnxTensor {
  if (!(data instanceof Float32Array))
    throw new InvalidArgumentError(
      `Output "${name}": expected float32, received another type. Add a Cast to the model.`,
    );
  return { data: data.slice(), dims: [...dims] };
}
