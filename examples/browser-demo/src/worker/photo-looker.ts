import { type AgeGenderModel, analyzeFaces, type FaceDetector, loadImage, type RgbImage } from "@fagr/core";
import type { BoxAnswer, BoxQuestion, LookSettings, PhotoAnalysis } from "../answers";
import { makeThumbnail } from "./thumbnail";

/** What looks: the models of this moment. */
export interface Models {
  readonly detector: FaceDetector;
  readonly model: AgeGenderModel;
}

/** Looks at photos, and keeps the last one that was asked about: moving a box over it must not decode it anew each time. */
export class PhotoLooker {
  #kept: { readonly photo: number; readonly image: RgbImage } | null = null;

  /** Finds the faces of a picture file. */
  async look(file: Blob, models: Models, { mirror, leastScore }: LookSettings): Promise<PhotoAnalysis> {
    const start = performance.now();
    const image = await loadImage(file);
    const faces = await analyzeFaces(image, { ...models, mirror, ageDistribution: true });
    return {
      width: image.width,
      height: image.height,
      // From left to right, as people count them in a picture.
      faces: faces
        .filter(({ score }) => score >= leastScore)
        .sort((one, other) => one.box.x - other.box.x)
        .map(({ landmarks: _, score: __, ...face }, index) => ({ ...face, id: index + 1 })),
      milliseconds: performance.now() - start,
      thumbnail: makeThumbnail(image),
    };
  }

  /** What the network says of this box, whether there is a face in it or not. */
  async lookAtBox({ photo, file, box }: BoxQuestion, { model }: Models, mirror: boolean): Promise<BoxAnswer> {
    if (this.#kept?.photo !== photo) this.#kept = { photo, image: await loadImage(file) };
    const [prediction] = await model.predict([{ image: this.#kept.image, box }], { mirror, ageDistribution: true });
    return { box, ...prediction! };
  }
}
