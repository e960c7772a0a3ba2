/**
 * out[outHeight, outWidth, C] = the largest value, or with `average` the mean, of each window of source[height, width, C]. What a window
 * has outside of the picture does not count. `top` and `left` say how far the first window begins outside; `row` and `outRow` are the bytes of a row
 * with its border. C is a multiple of 4.
 */
export function pool(source: usize, row: usize, height: i32, width: i32, C: i32, average: bool, windowHeight: i32, windowWidth: i32, stride: i32, top: i32, left: i32, out: usize, outRow: usize, outHeight: i32, outWidth: i32): void {
  const pixel: usize = C << 2;
  for (let y = 0; y < outHeight; y++) {
    const startY = max(y * stride - top, 0);
    const endY = min(y * stride - top + windowHeight, height);
    let to = out + <usize>y * outRow;
    for (let x = 0; x < outWidth; x++, to += pixel) {
      const startX = max(x * stride - left, 0);
      const endX = min(x * stride - left + windowWidth, width);
      const corner = source + <usize>startY * row + <usize>startX * pixel;
      const share = f32x4.splat(<f32>1 / <f32>((endY - startY) * (endX - startX)));
      if (!average && endY - startY == 2 && endX - startX == 2) {
        largestOfFour(corner, row, pixel, to);
        continue;
      }
      for (let c: usize = 0; c < pixel; c += 16) {
        let line = corner + c;
        let result = average ? f32x4.splat(0) : v128.load(line);
        for (let wy = startY; wy < endY; wy++, line += row) {
          let tap = line;
          for (let wx = startX; wx < endX; wx++, tap += pixel) {
            const value = v128.load(tap);
            result = average ? f32x4.add(result, value) : f32x4.pmax(result, value);
          }
        }
        v128.store(to + c, average ? f32x4.mul(result, share) : result);
      }
    }
  }
}

/** The largest of 2x2 pixels, which most pools of networks are: without loops over the window. */
// @ts-ignore: decorator
@inline
function largestOfFour(corner: usize, row: usize, pixel: usize, to: usize): void {
  const below = corner + row;
  for (let c: usize = 0; c < pixel; c += 16) {
    const above = f32x4.pmax(v128.load(corner + c), v128.load(corner + pixel + c));
    v128.store(to + c, f32x4.pmax(above, f32x4.pmax(v128.load(below + c), v128.load(below + pixel + c))));
  }
}
