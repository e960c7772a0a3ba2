import { addTo, multiplyAdd } from "./vector";

// Batch normalisation in training mode and PReLU as one operation: forward z = x * scale + shift, y = z > 0 ? z : alpha * z,
// and backward with z computed again from x, so that neither z nor the normalised x is ever stored.
// Tensors are [M, C]. A null `alpha` means no activation.

// Rows summed in registers before they are added to the totals: a two-level sum is more exact and the rows stay in L1.
const ROW_BLOCK: i32 = 64;

/**
 * Adds a block's part to the sums behind {@link finishMoments}: of x minus the channel's value in `first`, and of its square. The
 * variance of data far from zero would otherwise drown in rounding.
 */
export function accumulateMoments(x: usize, first: usize, sums: usize, squares: usize, M: i32, C: i32): void {
  const row: usize = C << 2;
  for (let m0 = 0; m0 < M; m0 += ROW_BLOCK) {
    const rows = min(ROW_BLOCK, M - m0);
    const block = x + <usize>m0 * row;
    let c = 0;
    for (; c + 8 <= C; c += 8) {
      const offset: usize = c << 2;
      const first0 = v128.load(first + offset);
      const first1 = v128.load(first + offset, 16);
      let sum0 = f32x4.splat(0);
      let sum1 = sum0;
      let square0 = sum0;
      let square1 = sum0;
      let p = block + offset;
      for (let m = 0; m < rows; m++) {
        const d0 = f32x4.sub(v128.load(p), first0);
        const d1 = f32x4.sub(v128.load(p, 16), first1);
        sum0 = f32x4.add(sum0, d0);
        sum1 = f32x4.add(sum1, d1);
        square0 = multiplyAdd(square0, d0, d0);
        square1 = multiplyAdd(square1, d1, d1);
        p += row;
      }
      addTo(sums + offset, sum0);
      addTo(sums + offset + 16, sum1);
      addTo(squares + offset, square0);
      addTo(squares + offset + 16, square1);
    }
    for (; c < C; c++) {
      const offset: usize = c << 2;
      const origin = load<f32>(first + offset);
      let sum: f32 = 0;
      let square: f32 = 0;
      for (let m = 0; m < rows; m++) {
        const d = load<f32>(block + <usize>m * row + offset) - origin;
        sum += d;
        square += d * d;
      }
      store<f32>(sums + offset, load<f32>(sums + offset) + sum);
      store<f32>(squares + offset, load<f32>(squares + offset) + square);
    }
  }
}

/** Turns the sums of M rows in place into each channel's mean and biased variance. */
export function finishMoments(first: usize, mean: usize, variance: usize, M: i32, C: i32): void {
  const scale: f32 = <f32>1 / <f32>M;
  for (let c = 0; c < C; c++) {
    const offset: usize = c << 2;
    const shifted = load<f32>(mean + offset) * scale;
    store<f32>(mean + offset, load<f32>(first + offset) + shifted);
    store<f32>(variance + offset, max<f32>(load<f32>(variance + offset) * scale - shifted * shifted, 0));
  }
}

/** Mean and biased variance of every channel. */
export function channelMoments(x: usize, mean: usize, variance: usize, M: i32, C: i32): void {
  memory.fill(mean, 0, C << 2);
  memory.fill(variance, 0, C << 2);
  accumulateMoments(x, x, mean, variance, M, C);
  finishMoments(x, mean, variance, M, C);
}

/** y = activation(x * scale + shift) + residual; `residual` may be null. */
export function normaliseActivate(
  x: usize,
  scale: usize,
  shift: usize,
  alpha: usize,
  residual: usize,
  y: usize,
  M: i32,
  C: i32,
): void {
  const row: usize = C << 2;
  const C4: usize = (C & ~3) << 2;
  // Row by row, although the factors are loaded again for each: columns would touch every cache line several times.
  for (let m = 0; m < M; m++) {
    if (alpha)
      for (let c: usize = 0; c < C4; c += 16)
        v128.store(
          y + c,
          prelu(multiplyAdd(v128.load(shift + c), v128.load(x + c), v128.load(scale + c)), v128.load(alpha + c)),
        );
    else
      for (let c: usize = 0; c < C4; c += 16)
        v128.store(y + c, multiplyAdd(v128.load(shift + c), v128.load(x + c), v128.load(scale + c)));
    for (let c = C4; c < row; c += 4) {
      const z = load<f32>(x + c) * load<f32>(scale + c) + load<f32>(shift + c);
      store<f32>(y + c, alpha && z <= 0 ? z * load<f32>(alpha + c) : z);
    }
    if (residual) {
      for (let c: usize = 0; c < C4; c += 16) addTo(y + c, v128.load(residual + c));
      for (let c = C4; c < row; c += 4) store<f32>(y + c, load<f32>(y + c) + load<f32>(residual + c));
      residual += row;
    }
    x += row;
    y += row;
  }
}

/** The positive part and alpha times the negative one: PReLU without a comparison. */
// @ts-ignore: decorator
@inline
function prelu(z: v128, alpha: v128): v128 {
  const zero = f32x4.splat(0);
  return multiplyAdd(f32x4.pmax(zero, z), alpha, f32x4.pmin(zero, z));
}

/**
 * Adds sums over the rows, with dz the gradient at the activation's input: sumDz += sum dz, sumDzX += sum dz * (x - mean), and
 * (with alpha) dAlpha += sum of dy * z where z <= 0.
 */
export function activationGradientSums(
  x: usize,
  dy: usize,
  scale: usize,
  shift: usize,
  alpha: usize,
  mean: usize,
  sumDz: usize,
  sumDzX: usize,
  dAlpha: usize,
  M: i32,
  C: i32,
): void {
  const row: usize = C << 2;
  const C4 = C & ~3;
  const zero = f32x4.splat(0);
  for (let m0 = 0; m0 < M; m0 += ROW_BLOCK) {
    const rows = min(ROW_BLOCK, M - m0);
    const offset0 = <usize>m0 * row;
    let c = 0;
    for (; c < C4; c += 4) {
      const offset: usize = c << 2;
      const s = v128.load(scale + offset);
      const t = v128.load(shift + offset);
      const u = v128.load(mean + offset);
      let sum = zero;
      let sumX = zero;
      let p = x + offset0 + offset;
      let q = dy + offset0 + offset;
      if (alpha) {
        const a = v128.load(alpha + offset);
        let sumAlpha = zero;
        for (let m = 0; m < rows; m++) {
          const value = v128.load(p);
          const d = v128.load(q);
          const z = multiplyAdd(t, value, s);
          const positive = f32x4.gt(z, zero);
          const dz = v128.bitselect(d, f32x4.mul(d, a), positive);
          sumAlpha = f32x4.add(sumAlpha, v128.andnot(f32x4.mul(d, z), positive));
          sum = f32x4.add(sum, dz);
          sumX = multiplyAdd(sumX, dz, f32x4.sub(value, u));
          p += row;
          q += row;
        }
        addTo(dAlpha + offset, sumAlpha);
      } else {
        for (let m = 0; m < rows; m++) {
          const d = v128.load(q);
          sum = f32x4.add(sum, d);
          sumX = multiplyAdd(sumX, d, f32x4.sub(v128.load(p), u));
          p += row;
          q += row;
        }
      }
      addTo(sumDz + offset, sum);
      addTo(sumDzX + offset, sumX);
    }
    for (; c < C; c++) {
      const offset: usize = c << 2;
      let sum: f32 = 0;
      let sumX: f32 = 0;
      let sumAlpha: f32 = 0;
      for (let m = 0; m < rows; m++) {
        const at = offset0 + <usize>m * row + offset;
        const value = load<f32>(x + at);
        let dz = load<f32>(dy + at);
        const z = value * load<f32>(scale + offset) + load<f32>(shift + offset);
        if (alpha && z <= 0) {
          sumAlpha += dz * z;
          dz *= load<f32>(alpha + offset);
        }
        sum += dz;
        sumX += dz * (value - load<f32>(mean + offset));
      }
      if (alpha) store<f32>(dAlpha + offset, load<f32>(dAlpha + offset) + sumAlpha);
      store<f32>(sumDz + offset, load<f32>(sumDz + offset) + sum);
      store<f32>(sumDzX + offset, load<f32>(sumDzX + offset) + sumX);
    }
  }
}

/** dx = dz * scale + x * xFactor + constant, per channel: the gradient of batch normalisation in training mode, written out. */
export function normaliseGradient(
  x: usize,
  dy: usize,
  scale: usize,
  shift: usize,
  alpha: usize,
  xFactor: usize,
  constant: usize,
  dx: usize,
  M: i32,
  C: i32,
): void {
  const row: usize = C << 2;
  const C4: usize = (C & ~3) << 2;
  const zero = f32x4.splat(0);
  for (let m = 0; m < M; m++) {
    if (alpha)
      for (let c: usize = 0; c < C4; c += 16) {
        const value = v128.load(x + c);
        const s = v128.load(scale + c);
        const d = v128.load(dy + c);
        const positive = f32x4.gt(multiplyAdd(v128.load(shift + c), value, s), zero);
        const dz = v128.bitselect(d, f32x4.mul(d, v128.load(alpha + c)), positive);
        v128.store(dx + c, multiplyAdd(multiplyAdd(v128.load(constant + c), value, v128.load(xFactor + c)), dz, s));
      }
    else
      for (let c: usize = 0; c < C4; c += 16)
        v128.store(
          dx + c,
          multiplyAdd(
            multiplyAdd(v128.load(constant + c), v128.load(x + c), v128.load(xFactor + c)),
            v128.load(dy + c),
            v128.load(scale + c),
          ),
        );
    for (let c = C4; c < row; c += 4) {
      const value = load<f32>(x + c);
      const s = load<f32>(scale + c);
      let dz = load<f32>(dy + c);
      if (alpha && value * s + load<f32>(shift + c) <= 0) dz *= load<f32>(alpha + c);
      store<f32>(dx + c, dz * s + value * load<f32>(xFactor + c) + load<f32>(constant + c));
    }
    x += row;
    dy += row;
    dx += row;
  }
}
