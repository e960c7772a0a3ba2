import { checkDetector } from "../detection/check-faces";
import { InvalidArgumentError } from "../errors";
import { loadImageOptionNames } from "../image/load-image";
import { decodeOptionNames } from "../prediction/decode";
import { bytesOf } from "../values/bytes-of";
import { checkOptions } from "../values/check-options";
import { describeValue } from "../values/describe-value";
import { checkModel } from "./analyze-faces";
import type { AnalyzeImagesOptions } from "./analyze-images";

const optionNames = [
  ...["detector", "model", "faces", "imagesAtOnce", "readAhead", "onImage", "batchSize", "mirror"],
  ...decodeOptionNames,
  ...loadImageOptionNames,
];

/** @throws InvalidArgumentError for what is no list of pictures, and for options that `analyzeImages()` cannot take. */
export function checkArguments(images: unknown, options: AnalyzeImagesOptions): void {
  const call = "analyzeImages()";
  // A text and bytes can be iterated too, over letters and numbers.
  const isList = typeof images === "object" && images !== null && !bytesOf(images);
  if (!isList || !(Symbol.iterator in images || Symbol.asyncIterator in images))
    throw new InvalidArgumentError(
      `${call}: expected a list of pictures, or another iterable of them, received ${describeValue(images)}. Use analyzeFaces() for one picture.`,
    );
  checkOptions(options, optionNames, call);
  const { imagesAtOnce = 1, readAhead = 1, faces = "all" } = options;
  for (const [name, value] of Object.entries({ imagesAtOnce, readAhead }))
    if (!Number.isInteger(value) || value < 1)
      throw new InvalidArgumentError(
        `${call}: expected ${name} to be a whole number >= 1, received ${describeValue(value)}.`,
      );
  if (faces !== "all" && faces !== "mostCentral")
    throw new InvalidArgumentError(
      `${call}: expected faces to be "all" or "mostCentral", received ${describeValue(faces)}.`,
    );
  if (options.detector !== null) checkDetector(options.detector, call);
  checkModel(options.model, call);
}
