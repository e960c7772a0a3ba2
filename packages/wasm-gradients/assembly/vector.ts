/** *pointer += value, four floats. */
// @ts-ignore: decorator
@inline
export function addTo(pointer: usize, value: v128): void {
  v128.store(pointer, f32x4.add(v128.load(pointer), value));
}

/** sum + factor * *pointer, four floats. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(sum: v128, factor: v128, pointer: usize): v128 {
  return f32x4.add(sum, f32x4.mul(factor, v128.load(pointer)));
}
