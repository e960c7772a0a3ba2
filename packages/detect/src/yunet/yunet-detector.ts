// YuNet, which also gives landmarks. Its ONNX file is downloaded when you ask for it, and checked by SHA-256.
import { type DetectedFace, type FaceDetector, InvalidArgumentError, type RgbImage, WeightsError } from "@fagr/core";
import { sha256Hex } from "@fagr/core/backend";
import { type Graph, readOnnxGraph } from "@fagr/engine";
import { checkDetectorOptions, checkRuntime, checkSelection, type DetectorOptions } from "../detector-options";
import { type FileSource, readFile } from "../file-source";
import { lookTwice } from "../geometry/look-twice";
import { suppressNonMaxima } from "../geometry/non-maximum-suppression";
import type { DetectorNetwork, Look } from "../network/detector-network";
import { openEngineNetwork } from "../network/engine-network";
import { openOnnxNetwork } from "../network/onnx-network";
import { NetworkFaceDetector } from "../network-face-detector";
import { decodeYunetFaces, type YunetFeatureMap, yunetOutputNames, yunetStrides } from "./decode";
import { yunetFile } from "./download";

/** Options of {@link createYunetDetector}. */
export interface YunetDetectorOptions extends DetectorOptions {
  /** `face_detection_yunet_2023mar.onnx` of opencv_zoo: its location or its bytes. {@link downloadYunet} fetches it. */
  model: FileSource;
  /**
   * Side of the square input, pixels, a multiple of 32. Default 640. 320 is four times as fast, for pictures of large faces. On
   * ONNX Runtime the published file only takes 640; a copy of it with free height and width takes any.
   */
  inputSize?: number;
}

/** Measured on portraits: a face that fills 640 pixels scores 0.75 and its box is 7 % off; at half the size 0.94 and none. */
const largestReliableFace = 384;
const maximumOverlap = 0.3;
const defaultScore = 0.6;
const input = { name: "input", format: { colourOrder: "BGR", range: [0, 255] } } as const;

/**
 * The better and faster detector: YuNet (MIT, opencv_zoo), from a file that you have. Boxes and five landmarks. Its
 * boxes are the crop that age-gender networks are trained on, so nothing is corrected.
 *
 * @throws InvalidArgumentError for an option out of range, WeightsError if the file is not YuNet, DownloadError if it cannot be read,
 * RuntimeMissingError if WebAssembly is missing or, for runtime "onnx", a package.
 *
 * @example
 * ```ts
 * const detector = await createYunetDetector({ model: await downloadYunet() });
 * ```
 */
export async function createYunetDetector(options: YunetDetectorOptions): Promise<FaceDetector> {
  checkDetectorOptions(options, "createYunetDetector()", ["inputSize"]);
  const { minimumScore, maximumFaces } = checkSelection(options, defaultScore);
  const runtime = checkRuntime(options);
  const { inputSize = 640 } = options;
  if (!Number.isInteger(inputSize / 32) || inputSize < 32)
    throw new InvalidArgumentError(`Expected inputSize to be a multiple of 32, received ${String(inputSize)}.`);
  const model = await readFile(options.model, options);
  await refuseDamagedCopy(model);
  options.signal?.throwIfAborted();
  readYunetGraph(model, inputSize, inputSize);
  const network = await (runtime === "onnx"
    ? openOnnxNetwork(() => model, { input, onnx: options.onnx })
    : openEngineNetwork((height, width) => readYunetGraph(model, height, width), {
        input,
        kernels: options.kernels,
        arithmetic: options.arithmetic,
      }));
  return new NetworkFaceDetector("yunet", network, async (network, image, signal) => {
    const look = async (contentSize: number) => {
      const look = { contentSize, width: inputSize, height: inputSize };
      const candidates = await findCandidates(network, image, { look, minimumScore, signal });
      signal?.throwIfAborted();
      return candidates;
    };
    const candidates = await lookTwice(image, look, {
      contentSizes: [inputSize, inputSize / 2],
      largestShare: largestReliableFace / inputSize,
    });
    return suppressNonMaxima(candidates, { maximumOverlap, maximumCount: maximumFaces });
  });
}

async function findCandidates(
  network: DetectorNetwork,
  image: RgbImage,
  { look, minimumScore, signal }: { look: Look; minimumScore: number; signal: AbortSignal | undefined },
): Promise<DetectedFace[]> {
  const { output, scaleX, scaleY } = await network.look(image, look, signal);
  const maps = yunetStrides.map((stride): YunetFeatureMap => {
    const { face, object, box, points } = yunetOutputNames(stride);
    return {
      stride,
      columns: look.width / stride,
      face: output(face),
      object: output(object),
      box: output(box),
      points: output(points),
    };
  });
  return maps
    .flatMap((map) => decodeYunetFaces(map, minimumScore))
    .map(({ box, score, landmarks }) => ({
      box: { x: box.x / scaleX, y: box.y / scaleY, width: box.width / scaleX, height: box.height / scaleY },
      score,
      landmarks: landmarks!.map(({ x, y }) => ({ x: x / scaleX, y: y / scaleY })),
    }));
}

/**
 * A file with the published file's length must be that file. Other files (another input size, other weights) are judged by their
 * answers.
 */
async function refuseDamagedCopy(model: Uint8Array): Promise<void> {
  if (model.length !== yunetFile.bytes || (await sha256Hex(model)) === yunetFile.sha256) return;
  throw new WeightsError(
    `Expected YuNet's file of ${yunetFile.bytes} bytes to have the SHA-256 ${yunetFile.sha256}, but it has a different one: it was changed or damaged. downloadYunet() downloads it again.`,
  );
}

/** YuNet's graph for an input size; other networks are refused. */
function readYunetGraph(model: Uint8Array, height: number, width: number): Graph {
  const graph = readOnnxGraph(model, [height, width, 3]);
  const expected = yunetStrides.flatMap((stride) => Object.values(yunetOutputNames(stride)));
  if (graph.input.name !== input.name || !expected.every((name) => graph.outputs.includes(name)))
    throw new WeightsError(
      `Expected YuNet's ONNX file (input "${input.name}", outputs ${expected.join(", ")}), received a model with the input ${graph.input.name} and outputs ${graph.outputs.join(", ")}. downloadYunet() downloads the right one.`,
    );
  return graph;
}
