import { type Architecture, checkArchitecture } from "../architecture/architecture";
import { type NetworkPlan, planNetwork, weightSpecs } from "../architecture/plan";
import { WeightsError } from "../errors";
import {
  type Fail,
  field,
  list,
  number,
  object,
  oneOf,
  optional,
  type Shape,
  type Shaped,
  text,
} from "../values/shape";
import { type Calibration, calibrationShape } from "./calibration";
import { areTasks, type Task } from "./tasks";
import { dtypeOf, tensorByteLength, weightsDtypes } from "./tensor-bytes";

/** The format that this version of the library reads and writes. */
export const weightsFormat = "fagr-weights/1";

const preprocessingShape = () =>
  object({
    colourOrder: oneOf(["RGB", "BGR"]),
    /** What 0 and 255 become. */
    range: field<readonly [minimum: number, maximum: number]>("[low, high]", isIncreasingPair),
    /** The crop is stretched to the input size without keeping its aspect; "triangle" is bilinear with antialiasing. */
    resize: oneOf(["triangle"]),
    /** Factor on the detector's box, about its centre, before cropping. 1 is the box itself. */
    boxScale: number("a number from 0.1 to 10", (value) => value >= 0.1 && value <= 10),
    /**
     * `"eyes"`: the crop is turned so that the line through the eyes is level, where the detector gives landmarks. Left out, the crop lies along
     * the picture's edges. Weights are trained on one or the other.
     */
    alignment: optional(oneOf(["eyes"])),
  });

const labelsShape = () =>
  object({
    /** Class 0 is `minimum` years, the last `maximum`. */
    age: object({ minimum: number("years"), maximum: number("years") }),
    gender: field<readonly ["female", "male"]>(
      '["female", "male"]',
      (value) => Array.isArray(value) && value[0] === "female" && value[1] === "male",
    ),
    /** Of further attributes, by name, as the architecture has them. */
    attributes: optional(
      field<NonNullable<Architecture["attributes"]>>(
        "lists of labels by attribute",
        (value) => typeof value === "object" && value !== null,
      ),
    ),
  });

const trainingDataShape = () =>
  object({
    name: text(),
    licence: text(),
    images: number("a number of images", (value) => value >= 0),
    labels: text(),
  });

const fileShape = () =>
  object({
    path: text(),
    bytes: number("a number of bytes", (value) => value >= 0),
    /** "float32" where the manifest does not say. */
    dtype: optional(oneOf(weightsDtypes)),
    /** Lower-case hexadecimal. */
    sha256: field<string>(
      "a SHA-256 in lower-case hexadecimal",
      (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value),
    ),
  });

/** An architecture has checks of its own, which say more. */
const architectureShape: Shape<Architecture> = {
  check(value, name, fail) {
    if (typeof value !== "object" || value === null) fail(name, "an architecture object", value);
    try {
      checkArchitecture(value as Architecture);
    } catch (error) {
      throw new WeightsError(`Weights manifest, field "${name}": ${(error as Error).message}`, { cause: error });
    }
  },
};

const oneFile: Shape<readonly [WeightsFile]> = {
  check(value, name, fail) {
    if (!Array.isArray(value) || value.length !== 1) fail(name, "an array of one file", value);
    list(fileShape()).check(value, name, fail);
  },
};

/** How pixels become the network's input. */
export interface Preprocessing extends Shaped<typeof preprocessingShape> {}

/** What a class index means. */
export interface Labels extends Shaped<typeof labelsShape> {}

/** A data set that weights were trained on. */
export interface TrainingData extends Shaped<typeof trainingDataShape> {}

/** A file of the weights, beside the manifest. */
export interface WeightsFile extends Shaped<typeof fileShape> {}

const manifestShape = () =>
  object({
    format: oneOf<typeof weightsFormat>([weightsFormat]),
    name: text(),
    version: text(),
    description: text(),
    licence: text(),
    architecture: architectureShape,
    preprocessing: preprocessingShape() as Shape<Preprocessing>,
    labels: labelsShape() as Shape<Labels>,
    /**
     * What the network was taught; both tasks where the field is missing. What the other head says means nothing and is in no answer.
     */
    tasks: optional(field<readonly Task[]>('["age"], ["gender"] or ["age", "gender"]', areTasks)),
    calibration: optional(calibrationShape() as Shape<Calibration>),
    trainingData: list(trainingDataShape() as Shape<TrainingData>),
    /** One file, little-endian: the tensors in the order of {@link weightSpecs}, each as {@link WeightsDtype} says. */
    files: oneFile,
  });

/** Everything about weights but the numbers themselves. */
export interface WeightsManifest extends Shaped<typeof manifestShape> {}

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
  const fail: Fail = (field, expected, received) => {
    throw new WeightsError(
      `Weights manifest, field "${field}": expected ${expected}, received ${(JSON.stringify(received) ?? "nothing").slice(0, 200)}.`,
    );
  };
  manifestShape().check(value, "", fail);
  const { architecture, labels, files } = value as WeightsManifest;
  const [minimum, maximum] = architecture.ageRange;
  if (labels.age.minimum !== minimum || labels.age.maximum !== maximum)
    fail("labels.age", `the architecture's age range ${minimum} to ${maximum}`, labels.age);
  const { attributes = {} } = architecture;
  if (JSON.stringify(labels.attributes ?? {}) !== JSON.stringify(attributes))
    fail("labels.attributes", `the architecture's ${JSON.stringify(attributes)}`, labels.attributes);
  const dtype = dtypeOf(files[0]);
  const plan = planNetwork(architecture);
  const expectedBytes = weightSpecs(plan).reduce((sum, spec) => sum + tensorByteLength(spec, dtype), 0);
  if (files[0].bytes !== expectedBytes)
    fail("files[0].bytes", `${expectedBytes}, as the architecture has in ${dtype}`, files[0].bytes);
  return plan;
}

function isIncreasingPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] < value[1];
}
