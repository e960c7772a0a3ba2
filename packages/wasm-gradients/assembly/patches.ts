/**
 * The patches that a convolution's kernel sees in one image: patches[outHeight * outWidth, kernelHeight * kernelWidth * C],
 * zero where the kernel reaches over the edge.
 */
export function extractPatches(
  image: usize,
  patches: usize,
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
  for (let oy = 0; oy < outHeight; oy++)
    for (let ox = 0; ox < outWidth; ox++)
      for (let ky = 0; ky < kernelHeight; ky++) {
        const y = oy * strideHeight + ky - padTop;
        for (let kx = 0; kx < kernelWidth; kx++) {
          const x = ox * strideWidth + kx - padLeft;
          // Float by float: pixels are a few bytes, for which a call to copy memory takes longer.
          const inside = y >= 0 && y < height && x >= 0 && x < width;
          const source = image + <usize>(y * width + x) * pixel;
          for (let c: usize = 0; c < pixel; c += 4) store<f32>(patches + c, inside ? load<f32>(source + c) : 0);
          patches += pixel;
        }
      }
}
