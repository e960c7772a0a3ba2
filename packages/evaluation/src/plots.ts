/**
 * Plots of measurements and of trainings, as SVG.
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
