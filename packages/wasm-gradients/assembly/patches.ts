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
          if (y >= 0 && y < height && x >= 0 && x < width)
            memory.copy(patches, image + <usize>(y * width + x) * pixel, pixel);
          else memory.fill(patches, 0, pixel);
          patches += pixel;
        }
      }
}
