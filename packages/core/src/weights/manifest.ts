import { type Architecture, checkArchitecture } from "../architecture/architecture";
import { type NetworkPlan, planNetwork, weightSpecs } from "../architecture/plan";
import { WeightsError } from "../errors";
import { type Calibration, checkCalibration } from "./calibration";
import { areTasks, type Task } from "./tasks";
import { isWeightsDtype, listOfDtypes, tensorByteLength, type WeightsDtype } from "./tensor-bytes";

/** The format that this version of the library reads and writes. */
export const weightsFormat = "fagr-weights/1";

/** How pixels become the network's input. */
export interface Preprocessing {
  readonly colourOrder: "RGB" | "BGR";
  /** What 0 and 255 become. */
  readonly range: readonly [minimum: number, maximum: number];
  /** The crop is stretched to the input size without keeping its aspect; "triangle" is bilinear with antialiasing. */
  readonly resize: "triangle";
  /** Factor on the detector's box, about its centre, before cropping. 1 is the box itself. */
  readonly boxScale: number;
  /**
   * `"eyes"`: the crop is turned so that the line through the eyes is level, where the detector gives landmarks. Left out, the crop lies along
   * the picture's edges. Weights are trained on one or the other.
   */
  readonly alignment?: "eyes";
}

/** What a class index means. */
export interface Labels {
  /** Class 0 is `minimum` years, the last `maximum`. */
  readonly age: { readonly minimum: number; readonly maximum: number };
  readonly gender: readonly ["female", "male"];
}

/** A data set that weights were trained on. */
export interface TrainingData {
  readonly name: string;
  readonly licence: string;
  readonly images: number;
  readonly labels: string;
}

/** A file of the weights, beside the manifest. */
export interface WeightsFile {
  readonly path: string;
  readonly bytes: number;
  /** "float32" where the manifest does not say. */
  readonly dtype?: WeightsDtype;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** Everything about weights but the numbers themselves. */
export interface WeightsManifest {
  readonly format: typeof weightsFormat;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly licence: string;
  readonly architecture: Architecture;
  readonly preprocessing: Preprocessing;
  readonly labels: Labels;
  /**
   * What the network was taught; both tasks where the field is missing. What the other head says means nothing and is in no answer.
   */
  readonly tasks?: readonly Task[];
  readonly calibration?: Calibration;
  readonly trainingData: readonly TrainingData[];
  /** One file, little-endian: the tensors in the order of {@link weightSpecs}, each as {@link WeightsDtype} says. */
  readonly files: readonly [WeightsFile];
}

/**
 * A manifest as TypeScript types an `import` of its JSON: `format` is any string there, a pair any array. Loading checks what it really is.
 */
export type ImportedManifest = AsJson<WeightsManifest>;

type AsJson<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends boolean
      ? boolean
      : Value extends readonly (infer Entry)[]
        ? readonly AsJson<Entry>[]
        : Value extends object
          ? { readonly [Field in keyof Value]: AsJson<Value[Field]> }
          : Value;

/** Weights in memory, checked. */
export interface LoadedWeights {
  readonly manifest: WeightsManifest;
  /** By name of the weight, in the plan's order. */
  readonly tensors: ReadonlyMap<string, Float32Array>;
  /** The network that they belong to, as `loadWeights` has planned it. Planned where it is needed if absent. */
  readonly plan?: NetworkPlan;
}

/**
 * Checks that a parsed manifest has every field this version needs and that they fit each other.
 *
 * @throws WeightsError naming the field.
 */
export function checkManifest(value: unknown): asserts value is WeightsManifest {
  planManifest(value);
}

/** Checks a manifest, and gives the plan of its network, which the check needs. */
export function planManifest(value: unknown): NetworkPlan {
  const fail = (field: string, expected: string, received: unknown): never => {
    throw new WeightsError(
      `Weights manifest, field "${field}": expected ${expected}, received ${(JSON.stringify(received) ?? "nothing").slice(0, 200)}.`,
    );
  };
  if (typeof value !== "object" || value === null) return fail("(whole)", "a JSON object", value);
  const manifest = value as WeightsManifest;
  if (manifest.format !== weightsFormat) fail("format", `"${weightsFormat}"`, manifest.format);
  for (const field of ["name", "version", "description", "licence"] as const)
    if (typeof manifest[field] !== "string") fail(field, "a string", manifest[field]);
  if (typeof manifest.architecture !== "object" || manifest.architecture === null)
    fail("architecture", "an architecture object", manifest.architecture);
  try {
    checkArchitecture(manifest.architecture);
  } catch (error) {
    throw new WeightsError(`Weights manifest, field "architecture": ${(error as Error).message}`, { cause: error });
  }
  const { preprocessing, labels, files, calibration } = manifest;
  if (preprocessing?.colourOrder !== "RGB" && preprocessing?.colourOrder !== "BGR")
    fail("preprocessing.colourOrder", '"RGB" or "BGR"', preprocessing?.colourOrder);
  if (!isIncreasingPair(preprocessing.range)) fail("preprocessing.range", "[low, high]", preprocessing.range);
  if (preprocessing.resize !== "triangle") fail("preprocessing.resize", '"triangle"', preprocessing.resize);
  if (!(preprocessing.boxScale > 0)) fail("preprocessing.boxScale", "a number > 0", preprocessing.boxScale);
  if (preprocessing.alignment !== undefined && preprocessing.alignment !== "eyes")
    fail("preprocessing.alignment", '"eyes" or nothing', preprocessing.alignment);
  const [minimum, maximum] = manifest.architecture.ageRange;
  if (labels?.age?.minimum !== minimum || labels?.age?.maximum !== maximum)
    fail("labels.age", `the architecture's age range ${minimum} to ${maximum}`, labels?.age);
  if (labels.gender?.[0] !== "female" || labels.gender?.[1] !== "male")
    fail("labels.gender", '["female", "male"]', labels.gender);
  if (manifest.tasks !== undefined && !areTasks(manifest.tasks))
    fail("tasks", '["age"], ["gender"] or ["age", "gender"]', manifest.tasks);
  if (calibration !== undefined) checkCalibration(calibration, fail);
  if (!Array.isArray(manifest.trainingData)) fail("trainingData", "an array", manifest.trainingData);
  for (const [index, entry] of manifest.trainingData.entries()) {
    for (const field of ["name", "licence", "labels"] as const)
      if (typeof entry?.[field] !== "string") fail(`trainingData[${index}].${field}`, "a string", entry?.[field]);
    if (!(entry.images >= 0)) fail(`trainingData[${index}].images`, "a number of images", entry.images);
  }
  if (!Array.isArray(files) || files.length !== 1) fail("files", "an array of one file", files);
  const [file] = files;
  if (typeof file?.path !== "string" || !/^[0-9a-f]{64}$/.test(file.sha256))
    fail("files[0]", "a path and a SHA-256 in lower-case hexadecimal", file);
  const { dtype = "float32" } = file;
  if (!isWeightsDtype(dtype)) return fail("files[0].dtype", listOfDtypes, dtype);
  const plan = planNetwork(manifest.architecture);
  const expectedBytes = weightSpecs(plan).reduce((sum, spec) => sum + tensorByteLength(spec, dtype), 0);
  if (file.bytes !== expectedBytes)
    fail("files[0].bytes", `${expectedBytes}, as the architecture has in ${dtype}`, file.bytes);
  return plan;
}

function isIncreasingPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] < value[1];
}
