import { type AnswerWeights, answerSummaryNames } from "../prediction/answer-summary";
import { field, number, object, optional, type Shape, type Shaped } from "../values/shape";

/** Prior shares, each between 0 and 1, both excluded. */
export interface OutsideShares {
  /** Faces younger than the youngest class, among all faces. */
  readonly younger: number;
  /** Faces older than the oldest class, among all faces. */
  readonly older: number;
  /** Crops without a face, among all crops. */
  readonly noFace: number;
}

const answerWeights: Shape<AnswerWeights> = {
  check(value, name, fail) {
    const names = ["bias", ...answerSummaryNames] as const;
    const weights = value as Partial<AnswerWeights> | null | undefined;
    if (!names.every((one) => Number.isFinite(weights?.[one]))) fail(name, `finite numbers ${names.join(", ")}`, value);
  },
};
const ageShares = () =>
  field<Pick<OutsideShares, "younger" | "older">>('"younger" and "older" above 0, together below 1', areShares);
/** Beyond these limits answers would be certain or uniform for every picture. */
const isTemperature = (value: unknown) => Number.isFinite(value) && Number(value) >= 0.01 && Number(value) <= 100;
const temperature = () => number("a temperature from 0.01 to 100", isTemperature);

export const calibrationShape = () =>
  object({
    /** Log-odds of "younger" and "older" against "within the classes' ages", for the shares assumed. */
    ageRange: optional(object({ younger: answerWeights, older: answerWeights, shares: ageShares() })),
    /** Log-odds of "no face" against "a face", for the share assumed. */
    noFace: optional(object({ weights: answerWeights, share: number("a number between 0 and 1", isShare) })),
    /**
     * Used for the age interval; the age itself stays the expectation of the network's own distribution. Probabilities are raised
     * to 1/T and normalised again.
     */
    ageTemperature: temperature(),
    /**
     * How much the logarithm of the age temperature grows from an answer of the youngest age to one of the oldest; the temperature
     * above holds in the middle. 0 where it is missing.
     */
    ageTemperatureSlope: optional(number("a number from -10 to 10", (value) => Math.abs(value) <= 10)),
    /**
     * How far above the answered age the interval reaches, as a multiple of what the distribution says: `above` in the middle of the
     * ages, its logarithm growing by `slope` from an answer of the youngest age to one of the oldest, but never less than 1. Old people
     * are answered too young, so that the interval has to reach further up than down. 1 everywhere where it is missing.
     */
    ageReach: optional(
      object({
        above: number("a number from 0.1 to 10", (value) => value >= 0.1 && value <= 10),
        slope: number("a number from -10 to 10", (value) => Math.abs(value) <= 10),
      }),
    ),
    genderTemperature: temperature(),
    /** Temperatures of further attributes, by name. Default 1, which leaves the network's own probabilities. */
    attributeTemperatures: optional(
      field<Readonly<Record<string, number>>>("temperatures from 0.01 to 100 by attribute", areTemperatures),
    ),
  });

/** Calibration of the model's probabilities and intervals, fitted on faces that training never saw. */
export interface Calibration extends Shaped<typeof calibrationShape> {}

/** How to recognise faces outside the model's range from its answer. */
export interface OutsideCalibration extends Pick<Calibration, "ageRange" | "noFace"> {}

function areTemperatures(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every(isTemperature);
}

/** Whether younger and older can be shares of the same faces. */
function areShares(value: unknown): boolean {
  const shares = value as Partial<OutsideShares> | null | undefined;
  return isShare(shares?.younger) && isShare(shares?.older) && shares!.younger! + shares!.older! < 1;
}

export function isShare(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value < 1;
}
