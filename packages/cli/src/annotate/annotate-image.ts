// Boxes and labels drawn on copies of pictures: an SVG laid over each, with tags placed so that they do not cover each other.
import type { AgeGenderPrediction, BoundingBox, RgbImage } from "@fagr/core";
import { annotationSoftware } from "./annotation-mark";
import { faceSvg } from "./face-svg";
import type { TagFonts } from "./tag";

/** A face and what is to be written beside it: what the model has learned to tell. */
export interface AnnotatedFace
  extends Partial<Pick<AgeGenderPrediction, "age" | "ageInterval" | "gender" | "genderProbability">> {
  /** Pixels of the picture. */
  readonly box: BoundingBox;
}

let fonts: Promise<TagFonts> | undefined;

/**
 * Draws boxes and tags on a picture.
 *
 * @returns The bytes of a PNG or JPEG file of the same size.
 */
export async function annotateImage(
  image: RgbImage,
  faces: readonly AnnotatedFace[],
  format: "png" | "jpeg",
): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  fonts ??= loadFonts();
  const svg = faceSvg(faces, image, await fonts);
  const { width, height } = image;
  return sharp(image.data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .withExif({ IFD0: { Software: annotationSoftware, ImageDescription: "Ages and genders are guesses of a model." } })
    .toFormat(format, format === "jpeg" ? { quality: 92, chromaSubsampling: "4:4:4" } : {})
    .toBuffer();
}

async function loadFonts(): Promise<TagFonts> {
  const { loadFont } = await import("@fagr/evaluation/png");
  const [strong, regular] = await Promise.all([loadFont(600), loadFont(400)]);
  return { strong, regular };
}
