import { activate, multiplyAdd, PRELU } from "./vector";

/**
 * out[outHeight, outWidth, C] = activation(the depthwise convolution of one image + bias). The image already has its zero border:
 * `row` and `outRow` are the bytes of a row with it, so that no tap falls outside and the inner loops have no branches. C is a multiple
 * of 4; filter is [kernelHeight, kernelWidth, C], bias and PReLU's slopes are [C].
 */
export function depthwise(image: usize, filter: usize, bias: usize, mode: i32, slopes: usize, out: usize, row: usize, outRow: usize, C: i32, outHeight: i32, outWidth: i32, kernelHeight: i32, kernelWidth: i32, stride: i32): void {
  const pixel: usize = C << 2;
  const step = <usize>stride * pixel;
  const is3x3 = kernelHeight == 3 && kernelWidth == 3;
  for (let y = 0; y < outHeight; y++) {
    const source = image + <usize>(y * stride) * row;
    const target = out + <usize>y * outRow;
    for (let c: usize = 0; c < pixel; c += 16) {
      const channelSlopes = mode == PRELU ? slopes + c : slopes;
      if (is3x3) row3x3(source + c, filter + c, bias + c, mode, channelSlopes, target + c, outWidth, pixel, row, step);
      else anyRow(source + c, filter + c, bias + c, mode, channelSlopes, target + c, outWidth, pixel, row, step, kernelHeight, kernelWidth);
    }
  }
}

/** Four channels of a row of outputs; the nine factors stay in registers. */
function row3x3(source: usize, filter: usize, bias: usize, mode: i32, slopes: usize, target: usize, count: i32, pixel: usize, row: usize, step: usize): void {
  const f0 = v128.load(filter);
  const f1 = v128.load(filter + pixel);
  const f2 = v128.load(filter + 2 * pixel);
  const f3 = v128.load(filter + 3 * pixel);
  const f4 = v128.load(filter + 4 * pixel);
  const f5 = v128.load(filter + 5 * pixel);
  const f6 = v128.load(filter + 6 * pixel);
  const f7 = v128.load(filter + 7 * pixel);
  const f8 = v128.load(filter + 8 * pixel);
  for (let i = 0; i < count; i++) {
    const q = source + row;
    const r = q + row;
    // Three sums, so that they need not wait for each other.
    let a = multiplyAdd(v128.load(bias), f0, v128.load(source));
    let b = f32x4.mul(f3, v128.load(q));
    let c = f32x4.mul(f6, v128.load(r));
    a = multiplyAdd(a, f1, v128.load(source + pixel));
    b = multiplyAdd(b, f4, v128.load(q + pixel));
    c = multiplyAdd(c, f7, v128.load(r + pixel));
    a = multiplyAdd(a, f2, v128.load(source + 2 * pixel));
    b = multiplyAdd(b, f5, v128.load(q + 2 * pixel));
    c = multiplyAdd(c, f8, v128.load(r + 2 * pixel));
    v128.store(target, activate(f32x4.add(f32x4.add(a, b), c), mode, slopes));
    source += step;
    target += pixel;
  }
}

/** As {@link row3x3}, for any kernel: the global convolution is as large as its image. */
function anyRow(source: usize, filter: usize, bias: usize, mode: i32, slopes: usize, target: usize, count: i32, pixel: usize, row: usize, step: usize, kernelHeight: i32, kernelWidth: i32): void {
  for (let i = 0; i < count; i++) {
    let sum = v128.load(bias);
    let factor = filter;
    for (let ky = 0; ky < kernelHeight; ky++) {
      let tap = source + <usize>ky * row;
      for (let kx = 0; kx < kernelWidth; kx++) {
        sum = multiplyAdd(sum, v128.load(factor), v128.load(tap));
        factor += pixel;
        tap += pixel;
      }
    }
    v128.store(target, activate(sum, mode, slopes));
    source += step;
    target += pixel;
  }
}
