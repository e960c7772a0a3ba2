import { multiplyAdd } from "./vector";

/**
 * dFilter[kernelHeight, kernelWidth, C] of a depthwise convolution (one output a channel): the sum over images and
 * positions of the input under the tap times dy. Each image is summed by itself first, which keeps float32 sums exact
 * enough for large batches.
 */
export function depthwiseFilterGradient(
  x: usize,
  dy: usize,
  out: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
): void {
  const pixel: usize = channels << 2;
  const C4 = channels & ~3;
  const fast = kernelHeight == 3 && kernelWidth == 3 && width > 1;
  memory.fill(out, 0, <usize>(kernelHeight * kernelWidth) * pixel);
  for (let n = 0; n < batch; n++) {
    const image = x + <usize>(n * height * width) * pixel;
    const gradient = dy + <usize>(n * outHeight * outWidth) * pixel;
    let c = 0;
    if (fast)
      for (; c < C4; c += 4)
        filterGradient3x3(image + (c << 2), gradient + (c << 2), out + (c << 2), pixel, height, width, outHeight, outWidth, strideHeight, strideWidth, padTop, padLeft);
    for (let ky = 0; ky < kernelHeight; ky++)
      for (let kx = 0; kx < kernelWidth; kx++) {
        const tap = out + <usize>(ky * kernelWidth + kx) * pixel;
        let rest = c;
        for (; rest < C4; rest += 4) {
          let sum = f32x4.splat(0);
          for (let oy = 0; oy < outHeight; oy++) {
            const y = oy * strideHeight + ky - padTop;
            if (y < 0 || y >= height) continue;
            for (let ox = 0; ox < outWidth; ox++) {
              const column = ox * strideWidth + kx - padLeft;
              if (column < 0 || column >= width) continue;
              sum = f32x4.add(
                sum,
                f32x4.mul(
                  v128.load(image + <usize>(y * width + column) * pixel + (rest << 2)),
                  v128.load(gradient + <usize>(oy * outWidth + ox) * pixel + (rest << 2)),
                ),
              );
            }
          }
          v128.store(tap + (rest << 2), f32x4.add(v128.load(tap + (rest << 2)), sum));
        }
        for (; rest < channels; rest++) {
          let sum: f32 = 0;
          for (let oy = 0; oy < outHeight; oy++) {
            const y = oy * strideHeight + ky - padTop;
            if (y < 0 || y >= height) continue;
            for (let ox = 0; ox < outWidth; ox++) {
              const column = ox * strideWidth + kx - padLeft;
              if (column < 0 || column >= width) continue;
              sum +=
                load<f32>(image + <usize>(y * width + column) * pixel + (rest << 2)) *
                load<f32>(gradient + <usize>(oy * outWidth + ox) * pixel + (rest << 2));
            }
          }
          store<f32>(tap + (rest << 2), load<f32>(tap + (rest << 2)) + sum);
        }
      }
  }
}

/** Four channels of one image, all nine sums in registers; pointers point at the first of the four channels. */
function filterGradient3x3(
  image: usize,
  gradient: usize,
  out: usize,
  pixel: usize,
  height: i32,
  width: i32,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  let s8 = s0;
  const row: usize = <usize>width * pixel;
  for (let oy = 0; oy < outHeight; oy++) {
    const y = oy * strideHeight - padTop;
    const top = y >= 0 && y < height;
    const middle = y + 1 >= 0 && y + 1 < height;
    const bottom = y + 2 >= 0 && y + 2 < height;
    for (let ox = 0; ox < outWidth; ox++) {
      const d = v128.load(gradient);
      gradient += pixel;
      const column = ox * strideWidth - padLeft;
      const p = image + <usize>(y * width + column) * pixel;
      const left = column >= 0 && column < width;
      const centre = column + 1 >= 0 && column + 1 < width;
      const right = column + 2 >= 0 && column + 2 < width;
      if (top) {
        if (left) s0 = multiplyAdd(s0, d, p);
        if (centre) s1 = multiplyAdd(s1, d, p + pixel);
        if (right) s2 = multiplyAdd(s2, d, p + 2 * pixel);
      }
      if (middle) {
        const q = p + row;
        if (left) s3 = multiplyAdd(s3, d, q);
        if (centre) s4 = multiplyAdd(s4, d, q + pixel);
        if (right) s5 = multiplyAdd(s5, d, q + 2 * pixel);
      }
      if (bottom) {
        const q = p + 2 * row;
        if (left) s6 = multiplyAdd(s6, d, q);
        if (centre) s7 = multiplyAdd(s7, d, q + pixel);
        if (right) s8 = multiplyAdd(s8, d, q + 2 * pixel);
      }
    }
  }
  v128.store(out, f32x4.add(v128.load(out), s0));
  v128.store(out + pixel, f32x4.add(v128.load(out + pixel), s1));
  v128.store(out + 2 * pixel, f32x4.add(v128.load(out + 2 * pixel), s2));
  v128.store(out + 3 * pixel, f32x4.add(v128.load(out + 3 * pixel), s3));
  v128.store(out + 4 * pixel, f32x4.add(v128.load(out + 4 * pixel), s4));
  v128.store(out + 5 * pixel, f32x4.add(v128.load(out + 5 * pixel), s5));
  v128.store(out + 6 * pixel, f32x4.add(v128.load(out + 6 * pixel), s6));
  v128.store(out + 7 * pixel, f32x4.add(v128.load(out + 7 * pixel), s7));
  v128.store(out + 8 * pixel, f32x4.add(v128.load(out + 8 * pixel), s8));
}

/**
 * dx[batch, height, width, C] of a depthwise convolution (one output a channel): every input pixel gathers, tap by tap,
 * the outputs that it took part in.
 */
export function depthwiseInputGradient(
  dy: usize,
  filter: usize,
  out: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  outHeight: i32,
  outWidth: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
): void {
  const pixel: usize = channels << 2;
  const C4 = channels & ~3;
  const fast = kernelHeight == 3 && kernelWidth == 3 && strideHeight == 1 && strideWidth == 1;
  for (let n = 0; n < batch; n++) {
    const gradient = dy + <usize>(n * outHeight * outWidth) * pixel;
    for (let y = 0; y < height; y++) {
      const outRow = out + <usize>((n * height + y) * width) * pixel;
      const oy = y + padTop - 2;
      let x0 = 0;
      let x1 = 0;
      if (fast && oy >= 0 && oy + 2 < outHeight) {
        // Columns whose nine taps all fall inside; the others go the general way.
        x0 = max(0, 2 - padLeft);
        x1 = min(width, outWidth - padLeft);
        if (x1 > x0)
          for (let c = 0; c < C4; c += 4)
            inputGradientRow3x3(
              gradient + <usize>(oy * outWidth + x0 + padLeft - 2) * pixel + (c << 2),
              filter + (c << 2),
              outRow + <usize>x0 * pixel + (c << 2),
              x1 - x0,
              pixel,
              <usize>outWidth * pixel,
            );
        else x1 = x0;
      }
      for (let x = 0; x < width; x++) {
        const inside = x >= x0 && x < x1;
        const first = inside ? C4 : 0;
        if (first == channels) continue;
        gatherPixel(gradient, filter, outRow + <usize>x * pixel, y, x, channels, first, outHeight, outWidth, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft);
      }
    }
  }
}

/** Four channels of a row of inner pixels, stride 1: the correlation with the filter turned by 180 degrees, held in registers. */
function inputGradientRow3x3(gradient: usize, filter: usize, out: usize, count: i32, pixel: usize, row: usize): void {
  const f8 = v128.load(filter);
  const f7 = v128.load(filter + pixel);
  const f6 = v128.load(filter + 2 * pixel);
  const f5 = v128.load(filter + 3 * pixel);
  const f4 = v128.load(filter + 4 * pixel);
  const f3 = v128.load(filter + 5 * pixel);
  const f2 = v128.load(filter + 6 * pixel);
  const f1 = v128.load(filter + 7 * pixel);
  const f0 = v128.load(filter + 8 * pixel);
  for (let i = 0; i < count; i++) {
    const q = gradient + row;
    const r = q + row;
    let a = f32x4.mul(f0, v128.load(gradient));
    let b = f32x4.mul(f3, v128.load(q));
    let c = f32x4.mul(f6, v128.load(r));
    a = multiplyAdd(a, f1, gradient + pixel);
    b = multiplyAdd(b, f4, q + pixel);
    c = multiplyAdd(c, f7, r + pixel);
    a = multiplyAdd(a, f2, gradient + 2 * pixel);
    b = multiplyAdd(b, f5, q + 2 * pixel);
    c = multiplyAdd(c, f8, r + 2 * pixel);
    v128.store(out, f32x4.add(f32x4.add(a, b), c));
    gradient += pixel;
    out += pixel;
  }
}

/** One input pixel, channels from `first` on, any kernel and stride. */
function gatherPixel(
  gradient: usize,
  filter: usize,
  out: usize,
  y: i32,
  x: i32,
  channels: i32,
  first: i32,
  outHeight: i32,
  outWidth: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
): void {
  const pixel: usize = channels << 2;
  const C4 = channels & ~3;
  memory.fill(out + (first << 2), 0, (channels - first) << 2);
  for (let ky = 0; ky < kernelHeight; ky++) {
    const scaledY = y + padTop - ky;
    if (scaledY < 0 || scaledY % strideHeight != 0) continue;
    const oy = scaledY / strideHeight;
    if (oy >= outHeight) continue;
    for (let kx = 0; kx < kernelWidth; kx++) {
      const scaledX = x + padLeft - kx;
      if (scaledX < 0 || scaledX % strideWidth != 0) continue;
      const ox = scaledX / strideWidth;
      if (ox >= outWidth) continue;
      const d = gradient + <usize>(oy * outWidth + ox) * pixel;
      const f = filter + <usize>(ky * kernelWidth + kx) * pixel;
      let c = first;
      for (; c < C4; c += 4) {
        const o = out + (c << 2);
        v128.store(o, f32x4.add(v128.load(o), f32x4.mul(v128.load(d + (c << 2)), v128.load(f + (c << 2)))));
      }
      for (; c < channels; c++) {
        const o = out + (c << 2);
        store<f32>(o, load<f32>(o) + load<f32>(d + (c << 2)) * load<f32>(f + (c << 2)));
      }
    }
  }
}
