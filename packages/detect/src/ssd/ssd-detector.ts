import { openOnnxSession } from "@fagr/backend-onnx/runtime";
import type { FaceDetector } from "@fagr/core";
import { checkSelection, type DetectorOptions } from "../detector-options";
import { type BoxCorrection, correctBox } from "../geometry/box-correction";
import { letterbox } from "../geometry/letterbox";
import { suppressNonMaxima } from "../geometry/non-maximum-suppression";
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
  const priors = readSsdPriors(weights);
  const session = await openOnnxSession(buildSsdModel(weights), options);
  return new OnnxFaceDetector("ssd-mobilenet-v1", session, async (session, image, signal) => {
    const { pixels, scaleX, scaleY } = letterbox(image, { size: ssdInputSize, colourOrder: "RGB", range: [-1, 1] });
    const feeds = { image: { data: pixels, dims: [1, 3, ssdInputSize, ssdInputSize] } };
    const { predictions } = await session.run(feeds);
    signal?.throwIfAborted();
    const candidates = decodeSsdBoxes(predictions!.data, priors, minimumScore);
    const faces = suppressNonMaxima(candidates, { maximumOverlap, maximumCount: maximumFaces });
    return faces.map(({ box, score }) => {
      const pixelBox = {
        x: (box.x * ssdInputSize) / scaleX,
        y: (box.y * ssdInputSize) / scaleY,
        width: (box.width * ssdInputSize) / scaleX,
        height: (box.height * ssdInputSize) / scaleY,
      };
      return { box: correctBox(pixelBox, trainingCrop), score };
    });
  });
}
