/** A PNG as WebP, which the browser writes. */
export async function toWebp(page, png) {
  const base64 = await page.evaluate(async (png) => {
    // The page's Content-Security-Policy does not let it fetch data: addresses.
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    const webp = await canvas.convertToBlob({ type: "image/webp", quality: 0.86 });
    const written = new Uint8Array(await webp.arrayBuffer());
    return btoa(Array.from(written, (byte) => String.fromCharCode(byte)).join(""));
  }, png.toString("base64"));
  return Buffer.from(base64, "base64");
}
