// The SSD with MobileNet v1, whose quantised weights come with the package: its graph, its weights, its anchors.
import type { FaceDetector, RgbImage } from "@fagr/core";
import { checkDetectorOptions, checkRuntime, checkSelection, type DetectorOptions } from "../detector-options";
import { type BoxCorrection, correctBox } from "../geometry/box-correction";
import { lookTwice } from "../geometry/look-twice";
import { type ScoredBox, suppressNonMaxima } from "../geometry/non-maximum-suppression";
import type { DetectorNetwork, Look } from "../network/detector-network";
import { openEngineNetwork } from "../network/engine-network";
import { openOnnxNetwork } from "../network/onnx-network";
import { NetworkFaceDetector } from "../network-face-detector";
import { decodeSsdBoxes } from "./decode";
import { buildSsdGraph, readSsdPriors, ssdInputSize, ssdOutputNames } from "./graph";
import { loadSsdWeights, type SsdModelSource } from "./load-ssd-weights";
import { toOnnxModel } from "./onnx-model";
import type { QuantisedWeights } from "./quantised-weights";

/** Options of {@link createSsdDetector}. */
export interface SsdDetectorOptions extends DetectorOptions {
  /** Where the weights are. Default: the files that come with this package, beside the script. */
  model?: SsdModelSource;
}

/** The SSD's box cuts off forehead and chin; measured against YuNet's box, which training crops follow. */
const trainingCrop: BoxCorrection = { widthScale: 0.991, heightScale: 1.105, shiftX: 0.02, shiftY: -0.016 };
/** Measured on portraits: of faces that are half as high as the picture it finds 86 %, and 99 % at half the size. */
const looks = { contentSizes: [ssdInputSize, ssdInputSize / 2], largestShare: 0.4 } as const;
/** face-api.js's own. */
const maximumOverlap = 0.5;
const defaultScore = 0.5;
const input = { name: "image", format: { colourOrder: "RGB", range: [-1, 1] } } as const;

/**
 * The detector that needs no download: SSD MobileNet v1 from face-api.js. Its weights come with this package (MIT). Boxes only, no
 * landmarks.
 *
 * @throws InvalidArgumentError for an option out of range, WeightsError if the model is another one, DownloadError if it cannot be
 * read, RuntimeMissingError if WebAssembly is missing or, for runtime "onnx", a package.
 *
 * @example
 * ```ts
 * // In a browser, with the package's files served under /models:
 * const detector = await createSsdDetector({ model: "/models/ssd_mobilenetv1_model-weights_manifest.json" });
 * ```
 */
export async function createSsdDetector(options: SsdDetectorOptions = {}): Promise<FaceDetector> {
  checkDetectorOptions(options, "createSsdDetector()");
  const { minimumScore, maximumFaces } = checkSelection(options, defaultScore);
  const runtime = checkRuntime(options);
  const weights = await loadSsdWeights(options.model, options);
  options.signal?.throwIfAborted();
  // Here, so that a wrong file is told from before anything is asked.
  const graph = buildSsdGraph(weights);
  const network = await (runtime === "onnx"
    ? openOnnxNetwork(({ GraphBuilder }) => toOnnxModel(new GraphBuilder("ssd-mobilenet-v1-faces"), graph), {
        input,
        onnx: options.onnx,
      })
    : openEngineNetwork((height, width) => buildSsdGraph(weights, [height, width]), {
        input,
        kernels: options.kernels,
        arithmetic: options.arithmetic,
      }));
  return new NetworkFaceDetector("ssd-mobilenet-v1", network, async (network, image, signal) => {
    const look = async (contentSize: number) => {
      const candidates = await findCandidates(network, image, { contentSize, minimumScore, weights, signal });
      signal?.throwIfAborted();
      return candidates;
    };
    const candidates = await lookTwice(image, look, looks);
    const faces = suppressNonMaxima(candidates, { maximumOverlap, maximumCount: maximumFaces });
    return faces.map(({ box, score }) => ({ box: correctBox(box, trainingCrop), score }));
  });
}

interface Search {
  readonly contentSize: number;
  readonly minimumScore: number;
  readonly weights: QuantisedWeights;
  readonly signal: AbortSignal | undefined;
}

async function findCandidates(
  network: DetectorNetwork,
  image: RgbImage,
  { contentSize, minimumScore, weights, signal }: Search,
): Promise<ScoredBox[]> {
  const look: Look = { contentSize, width: ssdInputSize, height: ssdInputSize };
  const { output, scaleX, scaleY } = await network.look(image, look, signal);
  const priors = readSsdPriors(weights, [look.height, look.width]);
  const unitX = ssdInputSize / scaleX;
  const unitY = ssdInputSize / scaleY;
  return ssdOutputNames
    .flatMap((name, index) => decodeSsdBoxes(output(name), priors[index]!, minimumScore))
    .map(({ box, score }) => ({
      box: { x: box.x * unitX, y: box.y * unitY, width: box.width * unitX, height: box.height * unitY },
      score,
    }));
}
