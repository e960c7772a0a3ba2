import { InvalidArgumentError, RuntimeMissingError } from "@fagr/core";
import { unescapeText } from "./svg";
import { loadFont, type TextFont } from "./text-font";

/** How to turn a picture into pixels. */
export interface SvgToPngOptions {
  /** Pixels for each pixel of the SVG, so that it stays sharp on fine screens and in print. Default 2. */
  readonly scale?: number;
}

/**
 * Draws one of this package's plots, training curves too, as a PNG, in Node. Text becomes paths of the typeface Inter, so that
 * the picture is the same on every machine, even without fonts; letters that Inter's Latin lacks are left to the machine's own.
 *
 * @returns The bytes of the file.
 * @throws RuntimeMissingError without the package sharp; InvalidArgumentError if it is no SVG or the scale is out of range.
 *
 * @example
 * ```ts
 * await writeFile("ages.png", await svgToPng(plotAgeErrors(measurements)));
 * ```
 */
export async function svgToPng(svg: string, { scale = 2 }: SvgToPngOptions = {}): Promise<Uint8Array> {
  if (!(scale > 0 && scale <= 16))
    throw new InvalidArgumentError(`Expected a scale above 0 and at most 16, such as 2, received ${scale}.`);
  const [sharp, regular, semibold] = await Promise.all([importSharp(), loadFont(400), loadFont(600)]);
  const drawn = svg.replaceAll(/<text([^>]*)>([^<]*)<\/text>/g, (element, attributes: string, text: string) => {
    const font = attributes.includes('font-weight="600"') ? semibold : regular;
    return toPath(unescapeText(text), attributes, font) ?? element;
  });
  try {
    // 72 dots an inch is a pixel a pixel.
    return await sharp(Buffer.from(drawn), { density: 72 * scale })
      .png({ compressionLevel: 9 })
      .toBuffer();
  } catch (cause) {
    throw new InvalidArgumentError(`Expected an SVG picture, but sharp says: ${(cause as Error).message}.`, { cause });
  }
}

/** The element in place of a text; undefined where the font cannot draw it. */
function toPath(text: string, attributes: string, font: TextFont): string | undefined {
  const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
  const size = Number(attribute("font-size"));
  if (!(size > 0) || !font.covers(text)) return undefined;
  const { path, width } = font.toPath(text, size);
  const start = { start: 0, middle: width / 2, end: width }[attribute("text-anchor") ?? "start"] ?? 0;
  const x = Number(attribute("x") ?? 0) - start;
  return `<path transform="translate(${x.toFixed(2)} ${attribute("y") ?? 0})" fill="${attribute("fill") ?? "#000"}" d="${path}"/>`;
}

async function importSharp() {
  try {
    return (await import("sharp")).default;
  } catch (cause) {
    throw new RuntimeMissingError(
      "sharp",
      "Expected the package sharp, which draws PNG pictures, but it cannot be loaded. Install it with `npm install sharp`, or keep the SVG.",
      { cause },
    );
  }
}
