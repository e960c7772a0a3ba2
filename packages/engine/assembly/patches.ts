/**
 * What a convolution's kernel sees at each output of one image, as the rows of a matrix: patches[outHeight * outWidth,
 * kernelHeight * run]. The image already has its zero border: `rowFloats` is the length of a row with it, `run` that of a row of
 * the kernel, and `step` the way from one output to the next.
 */
export function patches(image: usize, out: usize, rowFloats: i32, outHeight: i32, outWidth: i32, kernelHeight: i32, run: i32, stride: i32, step: i32): void {
  const row: usize = rowFloats << 2;
  const runBytes: usize = run << 2;
  for (let y = 0; y < outHeight; y++)
    for (let x = 0; x < outWidth; x++) {
      let source = image + <usize>(y * stride) * row + <usize>(x * step) * 4;
      for (let ky = 0; ky < kernelHeight; ky++) {
        let c: usize = 0;
        for (; c + 16 <= runBytes; c += 16) v128.store(out + c, v128.load(source + c));
        for (; c < runBytes; c += 4) store<f32>(out + c, load<f32>(source + c));
        out += runBytes;
        source += row;
      }
    }
}
