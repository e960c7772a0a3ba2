import { multiplyAdd } from "./vector";

// Depthwise convolutions of one image that already has its zero border: no kernel tap ever falls outside, so that the inner loops
// have no branches. A padded image is [paddedHeight, paddedWidth, C]; `paddedRow` is the bytes of one of its rows. Rows of the output are
// worked through one after the other, channels inside of them: the rows that the taps see stay in the L1 cache.

/** out[outHeight, outWidth, C] = the convolution of a padded image with filter[kernelHeight, kernelWidth, C]. */
export function depthwiseForward(
  padded: usize,
  filter: usize,
  out: usize,
  paddedWidth: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
): void {
  const pixel: usize = channels << 2;
  const paddedRow = <usize>paddedWidth * pixel;
  const is3x3 = kernelHeight == 3 && kernelWidth == 3;
  for (let oy = 0; oy < outHeight; oy++) {
    const source = padded + <usize>(oy * strideHeight) * paddedRow;
    const target = out + <usize>(oy * outWidth) * pixel;
    let c: usize = 0;
    if (is3x3)
      for (; c + 16 <= pixel; c += 16)
        forwardRow3x3(source + c, filter + c, target + c, outWidth, pixel, paddedRow, <usize>strideWidth * pixel);
    for (; c < pixel; c += 4)
      for (let ox = 0; ox < outWidth; ox++) {
        let sum: f32 = 0;
        for (let ky = 0; ky < kernelHeight; ky++)
          for (let kx = 0; kx < kernelWidth; kx++)
            sum +=
              load<f32>(source + <usize>ky * paddedRow + <usize>(ox * strideWidth + kx) * pixel + c) *
              load<f32>(filter + <usize>(ky * kernelWidth + kx) * pixel + c);
        store<f32>(target + <usize>ox * pixel + c, sum);
      }
  }
}

/** Four channels of a row of outputs; the nine factors stay in registers. */
function forwardRow3x3(source: usize, filter: usize, target: usize, count: i32, pixel: usize, row: usize, step: usize): void {
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
    let a = f32x4.mul(f0, v128.load(source));
    let b = f32x4.mul(f3, v128.load(q));
    let c = f32x4.mul(f6, v128.load(r));
    a = multiplyAdd(a, f1, v128.load(source + pixel));
    b = multiplyAdd(b, f4, v128.load(q + pixel));
    c = multiplyAdd(c, f7, v128.load(r + pixel));
    a = multiplyAdd(a, f2, v128.load(source + 2 * pixel));
    b = multiplyAdd(b, f5, v128.load(q + 2 * pixel));
    c = multiplyAdd(c, f8, v128.load(r + 2 * pixel));
    v128.store(target, f32x4.add(f32x4.add(a, b), c));
    source += step;
    target += pixel;
  }
}

/**
 * dFilter[kernelHeight, kernelWidth, C] += the sum over one image's outputs of the padded input under the tap times dy, whose
 * rows may lie further apart than their length: `dyWidth` pixels from one to the next.
 */
export function depthwiseFilterGradient(
  padded: usize,
  dy: usize,
  dFilter: usize,
  paddedWidth: i32,
  dyWidth: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
): void {
  const pixel: usize = channels << 2;
  const paddedRow = <usize>paddedWidth * pixel;
  const is3x3 = kernelHeight == 3 && kernelWidth == 3;
  for (let oy = 0; oy < outHeight; oy++) {
    const source = padded + <usize>(oy * strideHeight) * paddedRow;
    const gradient = dy + <usize>(oy * dyWidth) * pixel;
    let c: usize = 0;
    if (is3x3)
      for (; c + 16 <= pixel; c += 16)
        filterGradientRow3x3(source + c, gradient + c, dFilter + c, outWidth, pixel, paddedRow, <usize>strideWidth * pixel);
    for (let ky = 0; ky < kernelHeight; ky++)
      for (let kx = 0; kx < kernelWidth; kx++) {
        const tap = dFilter + <usize>(ky * kernelWidth + kx) * pixel;
        const under = source + <usize>ky * paddedRow + <usize>kx * pixel;
        let rest = c;
        for (; rest + 16 <= pixel; rest += 16) {
          let sum = v128.load(tap + rest);
          for (let ox = 0; ox < outWidth; ox++)
            sum = multiplyAdd(
              sum,
              v128.load(under + <usize>(ox * strideWidth) * pixel + rest),
              v128.load(gradient + <usize>ox * pixel + rest),
            );
          v128.store(tap + rest, sum);
        }
        for (; rest < pixel; rest += 4) {
          let sum = load<f32>(tap + rest);
          for (let ox = 0; ox < outWidth; ox++)
            sum += load<f32>(under + <usize>(ox * strideWidth) * pixel + rest) * load<f32>(gradient + <usize>ox * pixel + rest);
          store<f32>(tap + rest, sum);
        }
      }
  }
}

/** Four channels of a row: nine sums in registers. */
function filterGradientRow3x3(source: usize, gradient: usize, dFilter: usize, count: i32, pixel: usize, row: usize, step: usize): void {
  let s0 = v128.load(dFilter);
  let s1 = v128.load(dFilter + pixel);
  let s2 = v128.load(dFilter + 2 * pixel);
  let s3 = v128.load(dFilter + 3 * pixel);
  let s4 = v128.load(dFilter + 4 * pixel);
  let s5 = v128.load(dFilter + 5 * pixel);
  let s6 = v128.load(dFilter + 6 * pixel);
  let s7 = v128.load(dFilter + 7 * pixel);
  let s8 = v128.load(dFilter + 8 * pixel);
  for (let i = 0; i < count; i++) {
    const d = v128.load(gradient);
    const q = source + row;
    const r = q + row;
    s0 = multiplyAdd(s0, d, v128.load(source));
    s1 = multiplyAdd(s1, d, v128.load(source + pixel));
    s2 = multiplyAdd(s2, d, v128.load(source + 2 * pixel));
    s3 = multiplyAdd(s3, d, v128.load(q));
    s4 = multiplyAdd(s4, d, v128.load(q + pixel));
    s5 = multiplyAdd(s5, d, v128.load(q + 2 * pixel));
    s6 = multiplyAdd(s6, d, v128.load(r));
    s7 = multiplyAdd(s7, d, v128.load(r + pixel));
    s8 = multiplyAdd(s8, d, v128.load(r + 2 * pixel));
    source += step;
    gradient += pixel;
  }
  v128.store(dFilter, s0);
  v128.store(dFilter + pixel, s1);
  v128.store(dFilter + 2 * pixel, s2);
  v128.store(dFilter + 3 * pixel, s3);
  v128.store(dFilter + 4 * pixel, s4);
  v128.store(dFilter + 5 * pixel, s5);
  v128.store(dFilter + 6 * pixel, s6);
  v128.store(dFilter + 7 * pixel, s7);
  v128.store(dFilter + 8 * pixel, s8);
}

/**
 * The gradient of the padded input, any kernel and stride: every output adds what it takes part in. `dPadded` is filled with
 * zeros by the caller; its border receives what the zeros of the padding would get, to be left behind.
 */
export function depthwiseScatter(
  dy: usize,
  filter: usize,
  dPadded: usize,
  paddedWidth: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
): void {
  const pixel: usize = channels << 2;
  const paddedRow = <usize>paddedWidth * pixel;
  for (let oy = 0; oy < outHeight; oy++)
    for (let ky = 0; ky < kernelHeight; ky++) {
      const row = dPadded + <usize>(oy * strideHeight + ky) * paddedRow;
      for (let ox = 0; ox < outWidth; ox++) {
        const gradient = dy + <usize>(oy * outWidth + ox) * pixel;
        for (let kx = 0; kx < kernelWidth; kx++) {
          const factor = filter + <usize>(ky * kernelWidth + kx) * pixel;
          const target = row + <usize>(ox * strideWidth + kx) * pixel;
          let c: usize = 0;
          for (; c + 16 <= pixel; c += 16)
            v128.store(target + c, multiplyAdd(v128.load(target + c), v128.load(gradient + c), v128.load(factor + c)));
          for (; c < pixel; c += 4)
            store<f32>(target + c, load<f32>(target + c) + load<f32>(gradient + c) * load<f32>(factor + c));
        }
      }
    }
}
