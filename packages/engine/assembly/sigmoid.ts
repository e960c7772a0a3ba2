/**
 * out = 1 / (1 + exp(-source)) for `count` floats, a multiple of 4. exp(x) = 2^n * exp(r) with n whole and |r| <= ln(2) / 2, and exp(r) by
 * its Taylor polynomial of degree 7, whose first term left out is below 6e-9.
 */
export function sigmoid(source: usize, out: usize, count: i32): void {
  const one = f32x4.splat(1);
  for (const end = source + (<usize>count << 2); source < end; source += 16, out += 16) {
    // Beyond these exp would leave float32's range; the answer is 0 or 1 to the last bit long before.
    const x = f32x4.max(f32x4.splat(-87), f32x4.min(f32x4.splat(87), f32x4.neg(v128.load(source))));
    const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
    // ln(2) in two parts, the first with few enough bits that its product with n is exact.
    const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
    let p = f32x4.add(f32x4.splat(1 / 720), f32x4.mul(r, f32x4.splat(1 / 5040)));
    p = f32x4.add(f32x4.splat(1 / 120), f32x4.mul(r, p));
    p = f32x4.add(f32x4.splat(1 / 24), f32x4.mul(r, p));
    p = f32x4.add(f32x4.splat(1 / 6), f32x4.mul(r, p));
    p = f32x4.add(f32x4.splat(0.5), f32x4.mul(r, p));
    p = f32x4.add(one, f32x4.mul(r, p));
    p = f32x4.add(one, f32x4.mul(r, p));
    const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
    v128.store(out, f32x4.div(one, f32x4.add(one, f32x4.mul(p, power))));
  }
}
