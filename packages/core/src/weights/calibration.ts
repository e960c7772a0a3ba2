import { type AnswerWeights, answerSummaryNames } from "../prediction/answer-summary";

/** How often something is to be expected before looking at the answer; each between 0 and 1, both excluded. */
export interface OutsideShares {
  /** Faces younger than the youngest class, among all faces. */
  readonly younger: number;
  /** Faces older than the oldest class, among all faces. */
  readonly older: number;
  /** Crops without a face, among all crops. */
  readonly noFace: number;
}

/** How the doubt whether a face is one that the model knows is read from its answer. */
export interface OutsideCalibration {
  /** Log-odds of "younger" and "older" against "within the classes' ages", for the shares assumed. */
  readonly ageRange?: {
    readonly younger: AnswerWeights;
    readonly older: AnswerWeights;
    readonly shares: Pick<OutsideShares, "younger" | "older">;
  };
  /** Log-odds of "no face" against "a face", for the share assumed. */
  readonly noFace?: { readonly weights: AnswerWeights; readonly share: number };
}

/** What makes the model's doubt honest, found on faces that training never saw. */
export interface Calibration extends OutsideCalibration {
  /**
   * Used for the age interval; the age itself stays the expectation of the network's own distribution. Probabilities are raised
   * to 1/T and normalised again.
   */
  readonly ageTemperature: number;
  /**
   * How much the logarithm of the age temperature grows from an answer of the youngest age to one of the oldest; the temperature
   * above holds in the middle. 0 where it is missing.
   */
  readonly ageTemperatureSlope?: number;
  readonly genderTemperature: number;
}

type Fail = (field: string, expected: string, received: unknown) => never;

/** Checks the calibration of a manifest, which may lack any part but the temperatures. */
export function checkCalibration(calibration: Calibration, fail: Fail): void {
  if (!(calibration.ageTemperature > 0 && calibration.genderTemperature > 0))
    fail("calibration", "temperatures > 0", calibration);
  const { ageTemperatureSlope = 0, ageRange, noFace } = calibration;
  if (!Number.isFinite(ageTemperatureSlope)) fail("calibration.ageTemperatureSlope", "a number", ageTemperatureSlope);
  if (ageRange !== undefined) {
    checkWeights("calibration.ageRange.younger", ageRange?.younger, fail);
    checkWeights("calibration.ageRange.older", ageRange.older, fail);
    if (!areShares(ageRange.shares))
      fail("calibration.ageRange.shares", '"younger" and "older" above 0, together below 1', ageRange.shares);
  }
  if (noFace !== undefined) {
    checkWeights("calibration.noFace.weights", noFace?.weights, fail);
    if (!isShare(noFace.share)) fail("calibration.noFace.share", "a number between 0 and 1", noFace.share);
  }
}

/** Whether younger and older can be shares of the same faces. */
function areShares(shares: Pick<OutsideShares, "younger" | "older"> | undefined): boolean {
  return isShare(shares?.younger) && isShare(shares?.older) && shares!.younger + shares!.older < 1;
}

export function isShare(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value < 1;
}

function checkWeights(field: string, weights: AnswerWeights | undefined, fail: Fail): void {
  const names = ["bias", ...answerSummaryNames] as const;
  if (!names.every((name) => Number.isFinite(weights?.[name])))
    fail(field, `finite numbers ${names.join(", ")}`, weights);
}
