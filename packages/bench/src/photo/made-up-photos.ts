import type { Browser } from "playwright-core";

/** JPEGs of 640 pixels, by name: a portrait, and twelve tiles with a face each. */
export interface MadeUpPhotos {
  readonly one: Buffer;
  readonly twelve: Buffer;
}

/**
 * Draws both from a portrait of 512x512 pixels, in the browser itself. The tiles are the portrait's head, every second one mirrored, turned by up to 18
 * degrees, larger and smaller, darker and lighter.
 */
export async function makeUpPhotos(browser: Browser, portrait: Buffer): Promise<MadeUpPhotos> {
  const page = await browser.newPage();
  try {
    const photos = await page.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${base64}`)).blob());
      const toBase64 = async (canvas: OffscreenCanvas) => {
        const reader = new FileReader();
        const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
        await new Promise((resolve) => {
          reader.onload = resolve;
          reader.readAsDataURL(jpeg);
        });
        return (reader.result as string).split(",")[1]!;
      };
      const portrait = new OffscreenCanvas(640, 640);
      portrait.getContext("2d")!.drawImage(bitmap, 0, 0, 640, 640);
      const tiles = new OffscreenCanvas(640, 480);
      const context = tiles.getContext("2d")!;
      for (let tile = 0; tile < 12; tile++) {
        context.save();
        context.beginPath();
        context.rect((tile % 4) * 160, Math.floor(tile / 4) * 160, 160, 160);
        context.clip();
        context.translate((tile % 4) * 160 + 80, Math.floor(tile / 4) * 160 + 80);
        context.rotate((((tile * 7) % 13) - 6) * (Math.PI / 60));
        context.scale(tile % 2 ? -1 : 1, 1);
        context.filter = `brightness(${0.7 + 0.05 * tile})`;
        const size = 150 + 20 * ((tile * 5) % 6);
        context.drawImage(bitmap, 105, 5, 240, 240, -size / 2, -size / 2, size, size);
        context.restore();
      }
      return { one: await toBase64(portrait), twelve: await toBase64(tiles) };
    }, portrait.toString("base64"));
    return { one: Buffer.from(photos.one, "base64"), twelve: Buffer.from(photos.twelve, "base64") };
  } finally {
    await page.close();
  }
}
