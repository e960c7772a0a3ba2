import { plotAgeErrors } from "@fagr/evaluation/plots";
import { knowsAge } from "./accuracy-tables";
import type { MeasuredFaces } from "./measure-answers";
import { slug } from "./slug";

/** A figure to be drawn. */
export interface AccuracyFigure {
  /** Part of its file's name. */
  readonly id: string;
  /** What it shows, in a sentence. */
  readonly caption: string;
  readonly svg: string;
}

/** The document's figures: the age error against the age, for every data set with a line a model, and for ours with a line a data set. */
export function drawFigures(sets: readonly MeasuredFaces[]): AccuracyFigure[] {
  const aged = sets.filter(({ models }) => knowsAge(models));
  const comparisons = aged.map(({ dataSet, models }) => ({
    id: slug(dataSet),
    caption: `Mean absolute age error of each model at every age, ${dataSet}.`,
    svg: plotAgeErrors(
      models.filter(({ isVariant }) => !isVariant).map(({ model, measurement }) => ({ name: model, measurement })),
      { title: `Age error on ${dataSet}` },
    ),
  }));
  const ours = sets[0]?.models.findIndex(({ isOurs }) => isOurs) ?? -1;
  if (ours < 0) return comparisons;
  const own = {
    id: "own",
    caption: "Mean absolute age error of ours at every age, on each data set.",
    svg: plotAgeErrors(
      aged.map(({ dataSet, models }) => ({ name: dataSet, measurement: models[ours]!.measurement })),
      { title: `Age error of ${sets[0]!.models[ours]!.model}` },
    ),
  };
  return [...comparisons, own];
}
