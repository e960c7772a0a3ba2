/**
 * Plots of measurements and of trainings, as SVG.
 *
 * Strings in, strings out: no canvas and no browser. `png` of the package renders them where sharp is installed.
 *
 * @module @fagr/evaluation/plots
 */

export { plotAgeDistribution } from "./plots/age-distribution";
export { plotAgeErrorPanels } from "./plots/age-error-panels";
export { type AgeErrorsOptions, plotAgeErrors } from "./plots/age-errors";
export { plotCalibration } from "./plots/calibration";
export { plotGenderComparison } from "./plots/gender-comparison";
export { plotGenderConfusion } from "./plots/gender-confusion";
export type { PlotOptions } from "./plots/measurement-plot";
export {
  plotTrainingCurves,
  type TrainingCurveFigures,
  type TrainingCurveLine,
  type TrainingCurvesOptions,
} from "./plots/training-curves";
