import type { FaceDetector } from "../detection/face-detector";
import type { ImageInput } from "../image/image-input";
import { loadImage, loadImageOptionNames } from "../image/load-image";
import type { RgbImage } from "../image/rgb-image";
import { type AgeGenderPrediction, decodeOptionNames } from "../prediction/decode";
import { isKind } from "../values/describe-value";
import { pick } from "../values/pick";
import type { AgeGenderModel, PredictOptions } from "./age-gender-model";
import { checkArguments } from "./check-analyze-images";
import { type LocatedFace, locateFaces } from "./locate-faces";

/** The detector and the model, and how they are used. */
export interface AnalyzeImagesOptions extends PredictOptions {
  /** Finds the faces. Null: every picture is a face, and is used whole. */
  readonly detector: FaceDetector | null;
  readonly model: AgeGenderModel;
  /**
   * "all" (the default) answers every face that is found. "mostCentral" answers one per picture: the most prominent face, or the
   * whole picture if none is found.
   */
  readonly faces?: "all" | "mostCentral";
  /** Pictures whose faces go through the model together. Default 1: each answer comes as soon as it can. */
  readonly imagesAtOnce?: number;
  /** Pictures that are decoded ahead, on other threads, during the detection in the previous one. Default 1. */
  readonly readAhead?: number;
  /** Called with the number of answered pictures, failed ones included. */
  readonly onImage?: (done: number) => void;
}

/** A picture and the predictions for its faces. */
export interface AnalyzedImage {
  /** Its index among the pictures, from 0. */
  readonly index: number;
  readonly image: RgbImage;
  readonly faces: readonly (LocatedFace & AgeGenderPrediction)[];
}

/** A picture that could not be answered, and why. */
export interface FailedImage {
  readonly index: number;
  readonly error: Error;
}

/** Pixels of pictures that wait for their batch: many large photos must not fill the memory. */
const mostPixelsAtOnce = 50_000_000;

/**
 * Finds the faces of many pictures and predicts the age and gender of each. Answers come in the order of the pictures. A picture
 * that fails is answered with its error, and the others continue.
 *
 * **On a server**: pass what users send as bytes, with `allowedLocations: []`, as for {@link loadImage}.
 *
 * @param images - Read when they are needed. An Error in place of a picture is answered with that error.
 * @throws InvalidArgumentError, at the first step, for something other than a list of pictures and for unknown options; the
 * signal's reason; the errors of the model.
 *
 * @example
 * ```ts
 * const files = ["anna.jpg", "family.jpg"];
 * for await (const answer of analyzeImages(files, { detector, model })) {
 *   if ("error" in answer) console.error(files[answer.index], answer.error.message);
 *   else for (const face of answer.faces) console.log(files[answer.index], face.age, face.gender);
 * }
 * ```
 */
export async function* analyzeImages(
  images: AsyncIterable<ImageInput | Error> | Iterable<ImageInput | Error>,
  options: AnalyzeImagesOptions,
): AsyncGenerator<AnalyzedImage | FailedImage> {
  checkArguments(images, options);
  const { imagesAtOnce = 1, onImage } = options;
  let batch: (SearchedImage | FailedImage)[] = [];
  let pixels = 0;
  let done = 0;
  const answers = async () => {
    const answered = await predictBatch(batch, options);
    batch = [];
    pixels = 0;
    return answered;
  };
  for await (const searched of searchImages(images, options)) {
    batch.push(searched);
    if ("image" in searched) pixels += searched.image.width * searched.image.height;
    if (batch.length < imagesAtOnce && pixels < mostPixelsAtOnce) continue;
    for (const answer of await answers()) {
      yield answer;
      onImage?.(++done);
    }
  }
  for (const answer of await answers()) {
    yield answer;
    onImage?.(++done);
  }
}

interface SearchedImage {
  readonly index: number;
  readonly image: RgbImage;
  readonly located: readonly LocatedFace[];
}

async function* searchImages(
  images: AsyncIterable<ImageInput | Error> | Iterable<ImageInput | Error>,
  options: AnalyzeImagesOptions,
): AsyncGenerator<SearchedImage | FailedImage> {
  const { detector, faces = "all", signal } = options;
  for await (const read of readImages(images, options)) {
    signal?.throwIfAborted();
    if ("error" in read) {
      yield read;
      continue;
    }
    const found = await locateFaces(read.image, { detector, faces, signal }).then((located) => ({ located }), failure);
    signal?.throwIfAborted();
    yield "error" in found ? { index: read.index, ...found } : { ...read, ...found };
  }
}

type ReadImage = { readonly index: number } & ({ readonly image: RgbImage } | { readonly error: Error });

/** Reads ahead: the next pictures are decoded during the detection in the previous one. */
async function* readImages(
  images: AsyncIterable<ImageInput | Error> | Iterable<ImageInput | Error>,
  { readAhead = 1, ...options }: AnalyzeImagesOptions,
): AsyncGenerator<ReadImage> {
  const loading = pick(options, loadImageOptionNames);
  const read = async (input: ImageInput | Error, index: number): Promise<ReadImage> => {
    if (isError(input)) return { index, error: input };
    return loadImage(input, loading).then(
      (image) => ({ index, image }),
      (reason) => ({ index, ...failure(reason) }),
    );
  };
  const reading: Promise<ReadImage>[] = [];
  let index = 0;
  for await (const image of images) {
    reading.push(read(image, index++));
    if (reading.length > readAhead) yield await reading.shift()!;
  }
  for (const left of reading) yield await left;
}

async function predictBatch(
  batch: readonly (SearchedImage | FailedImage)[],
  { model, ...options }: AnalyzeImagesOptions,
): Promise<(AnalyzedImage | FailedImage)[]> {
  const regions = batch.flatMap((entry) =>
    "image" in entry
      ? entry.located.map(({ box, landmarks, wholeImage }) =>
          wholeImage ? { image: entry.image } : { image: entry.image, box, ...(landmarks ? { landmarks } : {}) },
        )
      : [],
  );
  const predictions = await model.predict(regions, predictOptions(options));
  let used = 0;
  return batch.map((entry) => {
    if ("error" in entry) return entry;
    const { index, image, located } = entry;
    return { index, image, faces: located.map((face) => ({ ...face, ...predictions[used++]! })) };
  });
}

/** What of the options the model is told; the pictures are pixels by now. */
const predictOptions = (options: Omit<AnalyzeImagesOptions, "model">): PredictOptions => ({
  ...pick(options, ["signal", "batchSize", "mirror"]),
  ...pick(options, decodeOptionNames),
});

const isError = (value: unknown): value is Error => value instanceof Error || isKind(value, "Error", "DOMException");

function failure(error: unknown): { error: Error } {
  return { error: isError(error) ? error : new Error(String(error)) };
}
