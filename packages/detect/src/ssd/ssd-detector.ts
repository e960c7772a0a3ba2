import { type OnnxSession, openOnnxSession } from "@fagr/backend-onnx/runtime";
import type { FaceDetector, RgbImage } from "@fagr/core";
import { checkSelection, type DetectorOptions } from "../detector-options";
import { type BoxCorrection, correctBox } from "../geometry/box-correction";
import { letterbox } from "../geometry/letterbox";
import { lookTwice } from "../geometry/look-twice";
import { type ScoredBox, suppressNonMaxima } from "../geometry/non-maximum-suppression";
import { OnnxFaceDetector } from "../onnx-face-detector";
import { decodeSsdBoxes } from "./decode";
import { buildSsdModel, readSsdPriors, ssdInputSize } from "./graph";
import { loadSsdWeights, type SsdModelSource } from "./load-ssd-weights";

/** Options of {@link createSsdDetector}. */
export interface SsdDetectorOptions extends DetectorOptions {
  /**
   * Where the weights are. Default: in the installed package @vladmandic/face-api, which works in Node; in a browser,
   * say where you serve them.
   */
  model?: SsdModelSource;
}

/** The SSD's box cuts off forehead and chin; measured against YuNet's box, which training crops follow. */
const trainingCrop: BoxCorrection = { widthScale: 0.991, heightScale: 1.105, shiftX: 0.02, shiftY: -0.016 };
/** Measured on portraits: of faces that are half as high as the picture it finds 86 %, and 99 % at half the size. */
const looks = { contentSizes: [ssdInputSize, ssdInputSize / 2], largestShare: 0.4 } as const;
/** face-api.js's own. */
const maximumOverlap = 0.5;
const defaultScore = 0.5;

/**
 * The detector that needs no download: SSD MobileNet v1 from face-api.js, on ONNX Runtime. Its weights come with the
 * npm package @vladmandic/face-api (MIT). Boxes only, no landmarks.
 *
 * @throws WeightsError if the model is another one, DownloadError if it cannot be read, RuntimeMissingError if it or
 * ONNX Runtime is not installed.
 *
 * @example
 * ```ts
 * // In a browser, with the package's files served under /models:
 * const detector = await createSsdDetector({ model: "/models/ssd_mobilenetv1_model-weights_manifest.json" });
 * ```
 */
export async function createSsdDetector(options: SsdDetectorOptions = {}): Promise<FaceDetector> {
  const { minimumScore, maximumFaces } = checkSelection(options, defaultScore);
  const weights = await loadSsdWeights(options.model, options);
  options.signal?.throwIfAborted();
  const priors = readSsdPriors(weights);
  const session = await openOnnxSession(buildSsdModel(weights), options);
  return new OnnxFaceDetector("ssd-mobilenet-v1", session, async (session, image, signal) => {
    const look = async (contentSize: number) => {
      const candidates = await findCandidates(session, image, { contentSize, minimumScore, priors });
      signal?.throwIfAborted();
      return candidates;
    };
    const candidates = await lookTwice(image, look, looks);
    const faces = suppressNonMaxima(candidates, { maximumOverlap, maximumCount: maximumFaces });
    return faces.map(({ box, score }) => ({ box: correctBox(box, trainingCrop), score }));
  });
}

async function findCandidates(
  session: OnnxSession,
  image: RgbImage,
  { contentSize, minimumScore, priors }: { contentSize: number; minimumScore: number; priors: Float32Array },
): Promise<ScoredBox[]> {
  const options = { size: ssdInputSize, contentSize, colourOrder: "RGB", range: [-1, 1] } as const;
  const { pixels, scaleX, scaleY } = letterbox(image, options);
  const feeds = { image: { data: pixels, dims: [1, 3, ssdInputSize, ssdInputSize] } };
  const { predictions } = await session.run(feeds);
  const unitX = ssdInputSize / scaleX;
  const unitY = ssdInputSize / scaleY;
  return decodeSsdBoxes(predictions!.data, priors, minimumScore).map(({ box, score }) => ({
    box: { x: box.x * unitX, y: box.y * unitY, width: box.width * unitX, height: box.height * unitY },
    score,
  }));
}
