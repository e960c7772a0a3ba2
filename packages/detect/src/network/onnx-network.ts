import { InvalidArgumentError, type RgbImage, RuntimeMissingError } from "@fagr/core";
import { reasonOf } from "@fagr/core/backend";
import { compileKernels, Resizer } from "@fagr/engine";
import type { OnnxOptions } from "../detector-options";
import type { DetectorNetwork, Look, NetworkAnswer, NetworkInput } from "./detector-network";
import { fitPicture, toPlanes } from "./letterbox";

type OnnxRuntime = typeof import("@fagr/backend-onnx/runtime");
type OnnxSession = Awaited<ReturnType<OnnxRuntime["openOnnxSession"]>>;

/** Opens a model on ONNX Runtime, which is no dependency of this package. */
export async function openOnnxNetwork(
  createModel: (runtime: OnnxRuntime) => Uint8Array,
  { input, onnx = {} }: { input: NetworkInput; onnx?: OnnxOptions | undefined },
): Promise<DetectorNetwork> {
  const runtime = await importRuntime();
  const session = await runtime.openOnnxSession(createModel(runtime), onnx);
  const isSingle = String(session.inputNames) === input.name;
  if (isSingle) return new OnnxNetwork(session, { input, resizer: new Resizer(await compileKernels()) });
  await session.dispose();
  throw new InvalidArgumentError(`Expected a model with the input "${input.name}", received ${session.inputNames}.`);
}

async function importRuntime(): Promise<OnnxRuntime> {
  try {
    return await import("@fagr/backend-onnx/runtime");
  } catch (cause) {
    throw new RuntimeMissingError(
      "@fagr/backend-onnx",
      `Expected the package @fagr/backend-onnx for runtime "onnx", received an error while importing it: ${reasonOf(cause)}. Install it with "npm install @fagr/backend-onnx", or leave the option out: detectors need no other runtime.`,
      { cause },
    );
  }
}

class OnnxNetwork implements DetectorNetwork {
  /** Published models are for one square. */
  readonly takesAnySize = false;
  readonly #session: OnnxSession;
  readonly #input: NetworkInput;
  readonly #resizer: Resizer;

  constructor(session: OnnxSession, { input, resizer }: { input: NetworkInput; resizer: Resizer }) {
    this.#session = session;
    this.#input = input;
    this.#resizer = resizer;
  }

  async look(image: RgbImage, { contentSize, width }: Look): Promise<NetworkAnswer> {
    const fitted = fitPicture(image, contentSize, this.#resizer);
    const pixels = toPlanes(fitted.image, this.#input.format, width);
    const outputs = await this.#session.run({ [this.#input.name]: { data: pixels, dims: [1, 3, width, width] } });
    return { output: (name) => outputs[name]!.data, scaleX: fitted.scaleX, scaleY: fitted.scaleY };
  }

  dispose(): Promise<void> {
    return this.#session.dispose();
  }
}
