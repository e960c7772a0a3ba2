import type { Browser } from "playwright-core";

/** A photo as phones take them, and a film for Chromium's fake webcam. */
export interface MadeUpMedia {
  /** JPEG of 4000x3000 pixels. */
  readonly photo: Buffer;
  /** Motion JPEG of 640x480 pixels: a face that goes to and fro. */
  readonly film: Buffer;
}

/** Makes both from a portrait, in the browser itself: it can draw and write JPEGs. */
export async function makeUpMedia(browser: Browser, portrait: Buffer): Promise<MadeUpMedia> {
  const page = await browser.newPage();
  try {
    const { photo, film } = await page.evaluate(async (base64) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${base64}`)).blob());
      const draw = async (width: number, height: number, shift: number) => {
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext("2d")!;
        context.fillStyle = "slategrey";
        context.fillRect(0, 0, width, height);
        context.drawImage(bitmap, (width - height) / 2 + shift, 0, height, height);
        const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
        const reader = new FileReader();
        await new Promise((resolve) => {
          reader.onload = resolve;
          reader.readAsDataURL(jpeg);
        });
        return (reader.result as string).split(",")[1]!;
      };
      const frames = 60;
      const film: string[] = [];
      for (let frame = 0; frame < frames; frame++)
        film.push(await draw(640, 480, 80 * Math.sin((2 * Math.PI * frame) / frames)));
      return { photo: await draw(4000, 3000, 0), film };
    }, portrait.toString("base64"));
    const bytes = (text: string) => Buffer.from(text, "base64");
    return { photo: bytes(photo), film: Buffer.concat(film.map(bytes)) };
  } finally {
    await page.close();
  }
}
