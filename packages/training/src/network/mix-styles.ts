import { type StyleMixing, styleEpsilon } from "@fagr/wasm-gradients";
import {
  add,
  customGrad,
  div,
  type GradSaveFunc,
  gather,
  moments,
  mul,
  sqrt,
  sub,
  type Tensor,
  type Tensor4D,
  tensor1d,
  tensor4d,
} from "@tensorflow/tfjs-core";

/** The mixing of styles from tfjs's operations, where the fused kernels do not run. `x`: `[N, H, W, C]` of the whole batch. */
export function mixStyles(x: Tensor4D, { partners, shares }: Pick<StyleMixing, "partners" | "shares">): Tensor4D {
  const operation = customGrad((...inputs) => {
    const [input, save] = inputs as unknown as [Tensor4D, GradSaveFunc];
    const { mean, variance } = moments(input, [1, 2], true);
    const deviation = sqrt(add(variance, styleEpsilon));
    const share = tensor4d(shares, [shares.length, 1, 1, 1]);
    const others = tensor1d(partners, "int32");
    const mixed = (own: Tensor) => add(mul(own, share), mul(gather(own, others), sub(1, share)));
    const factor = div(mixed(deviation), deviation);
    save([factor]);
    return {
      value: add(mul(sub(input, mean), factor), mixed(mean)),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => mul(dy, saved!),
    };
  });
  return operation(x) as Tensor4D;
}
