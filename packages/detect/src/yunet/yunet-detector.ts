import { type OnnxSession, openOnnxSession } from "@fagr/backend-onnx/runtime";
import { type DetectedFace, type FaceDetector, InvalidArgumentError, type RgbImage, WeightsError } from "@fagr/core";
import { checkSelection, type DetectorOptions } from "../detector-options";
import { type FileSource, readFile } from "../file-source";
import { letterbox } from "../geometry/letterbox";
import { lookTwice } from "../geometry/look-twice";
import { suppressNonMaxima } from "../geometry/non-maximum-suppression";
import { OnnxFaceDetector } from "../onnx-face-detector";
import { decodeYunetFaces, type YunetFeatureMap, yunetOutputNames, yunetStrides } from "./decode";

/** Options of {@link createYunetDetector}. */
export interface YunetDetectorOptions extends DetectorOptions {
  /** `face_detection_yunet_2023mar.onnx` of opencv_zoo: its location or its bytes. {@link downloadYunet} fetches it. */
  model: FileSource;
  /**
   * Side of the square input, pixels, a multiple of 32. The published file takes 640 alone, the default; a copy of it
   * with free height and width takes any, and 320 is four times as fast where faces are large.
   */
  inputSize?: number;
}

/** Measured on portraits: a face that fills 640 pixels scores 0.75 and its box is 7 % off; at half the size 0.94 and none. */
const largestReliableFace = 384;
const maximumOverlap = 0.3;
const defaultScore = 0.6;

/**
 * The better and faster detector: YuNet (MIT, opencv_zoo), from a file that you have. Boxes and five landmarks. Its
 * boxes are the crop that age-gender networks are trained on, so nothing is corrected.
 *
 * @throws WeightsError if the file is not YuNet, DownloadError if it cannot be read, RuntimeMissingError if ONNX Runtime
 * cannot start.
 *
 * @example
 * ```ts
 * const detector = await createYunetDetector({ model: await downloadYunet() });
 * ```
 */
export async function createYunetDetector(options: YunetDetectorOptions): Promise<FaceDetector> {
  const { minimumScore, maximumFaces } = checkSelection(options, defaultScore);
  const { inputSize = 640 } = options;
  if (!Number.isInteger(inputSize / 32) || inputSize < 32)
    throw new InvalidArgumentError(`Expected inputSize to be a multiple of 32, received ${String(inputSize)}.`);
  const model = await readFile(options.model, options);
  options.signal?.throwIfAborted();
  const session = await openOnnxSession(model, options);
  try {
    checkIsYunet(session);
  } catch (error) {
    await session.dispose();
    throw error;
  }
  return new OnnxFaceDetector("yunet", session, async (session, image, signal) => {
    const look = async (contentSize: number) => {
      const candidates = await findCandidates(session, image, { inputSize, contentSize, minimumScore });
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
  session: OnnxSession,
  image: RgbImage,
  { inputSize, contentSize, minimumScore }: { inputSize: number; contentSize: number; minimumScore: number },
): Promise<DetectedFace[]> {
  const options = { size: inputSize, contentSize, colourOrder: "BGR", range: [0, 255] } as const;
  const { pixels, scaleX, scaleY } = letterbox(image, options);
  const outputs = await session.run({ input: { data: pixels, dims: [1, 3, inputSize, inputSize] } });
  const maps = yunetStrides.map((stride): YunetFeatureMap => {
    const { face, object, box, points } = yunetOutputNames(stride);
    return {
      stride,
      columns: inputSize / stride,
      face: outputs[face]!.data,
      object: outputs[object]!.data,
      box: outputs[box]!.data,
      points: outputs[points]!.data,
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

function checkIsYunet({ inputNames, outputNames }: OnnxSession): void {
  const expected = yunetStrides.flatMap((stride) => Object.values(yunetOutputNames(stride)));
  if (String(inputNames) !== "input" || !expected.every((name) => outputNames.includes(name)))
    throw new WeightsError(
      `Expected YuNet's ONNX file (input "input", outputs ${expected.join(", ")}), received a model with inputs ${inputNames.join(", ")} and outputs ${outputNames.join(", ")}. downloadYunet() fetches the right one.`,
    );
}
