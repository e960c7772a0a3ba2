import { type AgeGenderModel, type AgeGenderPrediction, loadImage, type RgbImage } from "@fagr/core";
import type { FoundImage } from "../find-images";
import type { LocatedFace, LocateFaces } from "./locate-faces";

/** A picture and the guesses about its faces. */
export interface AnalyzedImage {
  readonly file: string;
  readonly image: RgbImage;
  readonly faces: readonly (LocatedFace & AgeGenderPrediction)[];
}

/** A picture that could not be answered, and why. */
export interface FailedImage {
  readonly file: string;
  readonly error: string;
}

interface AnalyzeImagesOptions {
  readonly model: AgeGenderModel;
  readonly locate: LocateFaces;
  readonly signal: AbortSignal;
  /** Pictures whose faces go through the model together. */
  readonly imagesAtOnce: number;
  readonly intervalProbability?: number;
}

/** Pixels of pictures that are kept waiting for their batch, so that many large photos don't fill the memory. */
const mostPixelsAtOnce = 50_000_000;

/**
 * Reads pictures, finds their faces and guesses about them, in the order of the pictures. A picture that cannot be
 * read or searched is answered with its error, and the others go on.
 *
 * @throws the signal's reason, and what the model throws.
 */
export async function* analyzeImages(
  images: readonly FoundImage[],
  options: AnalyzeImagesOptions,
): AsyncGenerator<AnalyzedImage | FailedImage> {
  let batch: (LocatedImage | FailedImage)[] = [];
  let pixels = 0;
  for await (const located of locateInImages(images, options)) {
    batch.push(located);
    if ("image" in located) pixels += located.image.width * located.image.height;
    if (batch.length < options.imagesAtOnce && pixels < mostPixelsAtOnce) continue;
    yield* await predictBatch(batch, options);
    batch = [];
    pixels = 0;
  }
  yield* await predictBatch(batch, options);
}

interface LocatedImage {
  readonly file: string;
  readonly image: RgbImage;
  readonly located: readonly LocatedFace[];
}

async function* locateInImages(
  images: readonly FoundImage[],
  { locate, signal }: AnalyzeImagesOptions,
): AsyncGenerator<LocatedImage | FailedImage> {
  const read = async ({ file, error }: FoundImage): Promise<{ image: RgbImage } | { error: string }> => {
    if (error !== undefined) return { error };
    return loadImage(file, { signal }).then((image) => ({ image }), failure);
  };
  // The next picture is decoded (on other threads) while the faces of this one are looked for.
  let next = images[0] && read(images[0]);
  for (const [index, { file }] of images.entries()) {
    const current = await next!;
    const following = images[index + 1];
    next = following && read(following);
    signal.throwIfAborted();
    if ("error" in current) {
      yield { file, error: current.error };
      continue;
    }
    const { image } = current;
    const result = await locate(image, { signal }).then((located) => ({ located }), failure);
    signal.throwIfAborted();
    yield "error" in result ? { file, error: result.error } : { file, image, located: result.located };
  }
}

async function predictBatch(
  batch: readonly (LocatedImage | FailedImage)[],
  { model, signal, intervalProbability }: AnalyzeImagesOptions,
): Promise<(AnalyzedImage | FailedImage)[]> {
  const regions = batch.flatMap((entry) =>
    "image" in entry
      ? entry.located.map(({ box, wholeImage }) => (wholeImage ? { image: entry.image } : { image: entry.image, box }))
      : [],
  );
  const predictions = await model.predict(regions, {
    signal,
    ...(intervalProbability === undefined ? {} : { intervalProbability }),
  });
  let used = 0;
  return batch.map((entry) => {
    if ("error" in entry) return entry;
    const faces = entry.located.map((face) => ({ ...face, ...predictions[used++]! }));
    return { file: entry.file, image: entry.image, faces };
  });
}

function failure(error: unknown): { error: string } {
  return { error: error instanceof Error ? error.message : String(error) };
}
