import {
  type AnalyzedImage,
  type AnalyzeImagesOptions,
  analyzeImages,
  type FailedImage,
  type ImageInput,
} from "@fagr/core";
import type { FoundImage } from "../find-images";

/** A picture to answer. */
export interface FileToAnalyze extends FoundImage {
  /** The picture, where it is not the file of this name. */
  readonly picture?: ImageInput | undefined;
}

/** An answer, with the name of its file. */
export type AnalyzedFile = { readonly file: string } & (AnalyzedImage | FailedImage);

/** Core's `analyzeImages`, where pictures have names. */
export async function* analyzeFiles(
  files: AsyncIterable<FileToAnalyze> | Iterable<FileToAnalyze>,
  options: AnalyzeImagesOptions,
): AsyncGenerator<AnalyzedFile> {
  const names: string[] = [];
  async function* pictures(): AsyncGenerator<ImageInput | Error> {
    for await (const { file, error, picture = file } of files) {
      names.push(file);
      yield error === undefined ? picture : new Error(error);
    }
  }
  for await (const answer of analyzeImages(pictures(), options)) yield { file: names[answer.index]!, ...answer };
}
