import {
  type AgeGenderModel,
  type AgeGenderPrediction,
  type ImageInput,
  loadImage,
  type PredictOptions,
  type RgbImage,
} from "@fagr/core";
import type { FoundImage } from "../find-images";
import type { LocatedFace, LocateFaces } from "./locate-faces";

/** A picture to answer. */
export interface ImageToAnalyze extends FoundImage {
  /** The picture, where it is not the file of this name. */
  readonly picture?: ImageInput | undefined;
}

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
  /** What else the model is told. */
  readonly predict?: Omit<PredictOptions, "signal">;
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
  images: AsyncIterable<ImageToAnalyze> | Iterable<ImageToAnalyze>,
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
  images: AsyncIterable<ImageToAnalyze> | Iterable<ImageToAnalyze>,
  { locate, signal }: AnalyzeImagesOptions,
): AsyncGenerator<LocatedImage | FailedImage> {
  for await (const { file, ...read } of readAhead(images, signal)) {
    signal.throwIfAborted();
    if ("error" in read) {
      yield { file, error: read.error };
      continue;
    }
    const { image } = read;
    const result = await locate(image, { signal }).then((located) => ({ located }), failure);
    signal.throwIfAborted();
    yield "error" in result ? { file, error: result.error } : { file, image, located: result.located };
  }
}

type ReadImage = { readonly file: string } & ({ readonly image: RgbImage } | { readonly error: string });

/** Reads one picture ahead: it is decoded, on other threads, while the faces of the one before are looked for. */
async function* readAhead(
  images: AsyncIterable<ImageToAnalyze> | Iterable<ImageToAnalyze>,
  signal: AbortSignal,
): AsyncGenerator<ReadImage> {
  const read = async ({ file, error, picture = file }: ImageToAnalyze): Promise<ReadImage> => {
    if (error !== undefined) return { file, error };
    return loadImage(picture, { signal }).then(
      (image) => ({ file, image }),
      (reason) => ({ file, ...failure(reason) }),
    );
  };
  let reading: Promise<ReadImage> | undefined;
  for await (const image of images) {
    const next = read(image);
    if (reading) yield await reading;
    reading = next;
  }
  if (reading) yield await reading;
}

async function predictBatch(
  batch: readonly (LocatedImage | FailedImage)[],
  { model, signal, predict }: AnalyzeImagesOptions,
): Promise<(AnalyzedImage | FailedImage)[]> {
  const regions = batch.flatMap((entry) =>
    "image" in entry
      ? entry.located.map(({ box, wholeImage }) => (wholeImage ? { image: entry.image } : { image: entry.image, box }))
      : [],
  );
  const predictions = await model.predict(regions, { ...predict, signal });
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
