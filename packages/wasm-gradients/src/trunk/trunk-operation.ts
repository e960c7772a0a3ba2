import { InvalidArgumentError } from "@fagr/core";
import type { NetworkPlan } from "@fagr/core/network";
import {
  customGrad,
  type GradSaveFunc,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tensor,
  tensor1d,
} from "@tensorflow/tfjs-core";
import { FusedTrunk, type TrunkOptions } from "./fused-trunk";

/** What {@link runTrunk} gives. */
export interface TrunkResult {
  /** Name of the plan's layer whose output this is. */
  readonly outputName: string;
  /** `[N, H, W, C]` */
  readonly output: Tensor4D;
  /** This batch's `[C]` mean and variance, by the names of the moving statistics that they update. */
  readonly batchStatistics: ReadonlyMap<string, Tensor1D>;
}

const trunks = new WeakMap<NetworkPlan, FusedTrunk>();

/**
 * Everything of a plan up to its heads as one differentiable tfjs operation, in training mode, on WebAssembly kernels with a
 * memory of their own ({@link FusedTrunk}). Gradients go to the weights, not to the images. It runs beside any tfjs backend; one
 * plan can be on its way forward and back once at a time.
 *
 * @param plan - what to run; a plan that the kernels cannot run gives undefined
 * @param options - `images`: `[N, S, S, 3]` in the range of the preprocessing; `weights`: tensors by weight name;
 *   the rest as {@link TrunkOptions} has it
 */
export function runTrunk(
  plan: NetworkPlan,
  {
    images,
    weights,
    ...options
  }: TrunkOptions & {
    images: Tensor4D;
    weights: ReadonlyMap<string, Tensor>;
  },
): TrunkResult | undefined {
  const trunk = trunkFor(plan, images.shape[0]);
  if (!trunk) return undefined;
  const pixels = images.dataSync<"float32">();
  let run = 0;
  const operation = customGrad((...parameters) => {
    const tensors = parameters.slice(0, trunk.weights.length) as unknown as Tensor[];
    const save = parameters.at(-1) as unknown as GradSaveFunc;
    save([]);
    const values = new Map(trunk.weights.map(({ name }, index) => [name, tensors[index]!.dataSync<"float32">()]));
    const output = trunk.forward(pixels, values, options);
    run = nextRun(trunk);
    return {
      value: tensor(output, trunk.outputShape(images.shape[0])),
      gradFunc: (dy: Tensor) => {
        if (lastRun.get(trunk) !== run)
          throw new InvalidArgumentError(
            "The trunk has run forward again before its gradient was taken. Take the gradient of each pass before the next.",
          );
        const gradients = trunk.backward(dy.dataSync<"float32">());
        return trunk.weights.map(({ shape }, index) => tensor(gradients[index]!, [...shape]));
      },
    };
  });
  const output = operation(...trunk.weights.map(({ name }) => weights.get(name)!)) as Tensor4D;
  const batchStatistics = new Map([...trunk.batchStatistics()].map(([name, values]) => [name, tensor1d(values)]));
  return { outputName: trunk.outputName, output, batchStatistics };
}

const lastRun = new WeakMap<FusedTrunk, number>();

function nextRun(trunk: FusedTrunk): number {
  const run = (lastRun.get(trunk) ?? 0) + 1;
  lastRun.set(trunk, run);
  return run;
}

function trunkFor(plan: NetworkPlan, batch: number): FusedTrunk | undefined {
  let trunk = trunks.get(plan);
  if (!trunk || trunk.capacity < batch) {
    if (!FusedTrunk.canRun(plan)) return undefined;
    trunk = new FusedTrunk(plan, batch);
    trunks.set(plan, trunk);
  }
  return trunk;
}
