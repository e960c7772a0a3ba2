/** A face on a contact sheet. */
export interface SheetFace {
  /** `[size, size, 3]` RGB 0..255. */
  readonly pixels: Uint8Array;
  readonly size: number;
  readonly sharpness: number;
  /** Why it was dropped; missing where it was kept. */
  readonly dropped?: string;
}

const columns = 12;
const gap = 6;
const captionHeight = 18;
const colours = { background: "#14171c", kept: "#e6e6e6", dropped: "#ff8f7a" };

/**
 * A picture of faces in rows, each with its sharpness below it; dropped ones have a frame and their reason.
 *
 * @returns The bytes of a PNG or JPEG file.
 */
export async function drawContactSheet(faces: readonly SheetFace[], format: "png" | "jpeg"): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const { loadFont } = await import("@fagr/evaluation/png");
  const font = await loadFont(400);
  const side = Math.max(...faces.map(({ size }) => size));
  const across = Math.min(columns, faces.length);
  const width = gap + across * (side + gap);
  const height = gap + Math.ceil(faces.length / across) * (side + captionHeight + gap);
  const places = faces.map((face, index) => ({
    face,
    left: gap + (index % across) * (side + gap),
    top: gap + Math.floor(index / across) * (side + captionHeight + gap),
  }));
  const marks = places.map(({ face, left, top }) => {
    const colour = face.dropped ? colours.dropped : colours.kept;
    const text = `${face.sharpness.toFixed(0)}${face.dropped ? ` ${face.dropped}` : ""}`;
    const { path } = font.toPath(text, 12);
    const frame = `<rect x="${left - 1.5}" y="${top - 1.5}" width="${side + 3}" height="${side + 3}" fill="none" stroke="${colour}" stroke-width="3"/>`;
    return `${face.dropped ? frame : ""}<path transform="translate(${left} ${top + side + 14})" d="${path}" fill="${colour}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${marks.join("")}</svg>`;
  return sharp({ create: { width, height, channels: 3, background: colours.background } })
    .composite([
      ...places.map(({ face: { pixels, size }, left, top }) => ({
        input: Buffer.from(pixels),
        raw: { width: size, height: size, channels: 3 as const },
        left,
        top,
      })),
      { input: Buffer.from(svg) },
    ])
    .removeAlpha()
    .toFormat(format, format === "jpeg" ? { quality: 90 } : {})
    .toBuffer();
}
