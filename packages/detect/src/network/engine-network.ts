import type { RgbImage } from "@fagr/core";
import { type Arithmetic, type CompiledKernels, compileKernels, type Graph, Resizer, Runner } from "@fagr/engine";
import type { DetectorNetwork, Look, NetworkAnswer, NetworkInput } from "./detector-network";
import { fitPicture, writePixels } from "./letterbox";

/** Runners that are kept: each has a memory of its own, and a video or a folder of photos has few sizes. */
const mostRunners = 3;

/** A page or a server must not freeze: after this many milliseconds of work other tasks get their turn. */
const turnMilliseconds = 12;

/** The graph for an input of this height and width. */
export type GraphForSize = (height: number, width: number) => Graph;

/** A network's input, and its runtime if that is not left to the engine. */
export interface EngineNetworkOptions {
  readonly input: NetworkInput;
  readonly kernels?: CompiledKernels | undefined;
  readonly arithmetic?: Arithmetic | undefined;
}

/** Compiles the engine's kernels; a network of a size is compiled when it is first looked at. */
export async function openEngineNetwork(
  graphForSize: GraphForSize,
  options: EngineNetworkOptions,
): Promise<DetectorNetwork> {
  return new EngineNetwork(graphForSize, { ...options, kernels: options.kernels ?? (await compileKernels()) });
}

class EngineNetwork implements DetectorNetwork {
  readonly takesAnySize = true;
  readonly #graphForSize: GraphForSize;
  readonly #input: NetworkInput;
  readonly #kernels: CompiledKernels;
  readonly #resizer: Resizer;
  readonly #arithmetic: Arithmetic | undefined;
  /** By height and width, the one that was used last at the end. */
  readonly #runners = new Map<string, Runner>();
  /** The last requested look: looks run one after the other, since they share memory. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    graphForSize: GraphForSize,
    { input, kernels, arithmetic }: EngineNetworkOptions & { readonly kernels: CompiledKernels },
  ) {
    this.#graphForSize = graphForSize;
    this.#input = input;
    this.#kernels = kernels;
    this.#resizer = new Resizer(kernels);
    this.#arithmetic = arithmetic;
  }

  look(image: RgbImage, look: Look, signal?: AbortSignal): Promise<NetworkAnswer> {
    const answer = this.#last.then(() => this.#look(image, look, signal));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #look(image: RgbImage, look: Look, signal: AbortSignal | undefined): Promise<NetworkAnswer> {
    signal?.throwIfAborted();
    const fitted = fitPicture(image, look.contentSize, this.#resizer);
    const runner = this.#runnerFor(look);
    const { floats, starts, row } = runner.input;
    const { width, height } = look;
    writePixels(fitted.image, this.#input.format, { floats, start: starts[0]!, row, width, height });
    await runner.runInTurns({ turnMilliseconds, signal });
    const outputs = new Map(runner.outputs.map((name) => [name, runner.read(name)]));
    return { output: (name) => outputs.get(name)!, scaleX: fitted.scaleX, scaleY: fitted.scaleY };
  }

  async dispose(): Promise<void> {
    this.#runners.clear();
  }

  #runnerFor({ height, width }: Look): Runner {
    const key = `${height}x${width}`;
    const runner =
      this.#runners.get(key) ??
      new Runner(this.#graphForSize(height, width), this.#kernels, { arithmetic: this.#arithmetic });
    this.#runners.delete(key);
    this.#runners.set(key, runner);
    for (const oldest of [...this.#runners.keys()].slice(0, -mostRunners)) this.#runners.delete(oldest);
    return runner;
  }
}
