import { drawTable, formatShare, type NamedMeasurement } from "./format";

/**
 * Calibration: the expected calibration error of the gender probability, and how many known ages the age intervals cover. A row
 * per measurement.
 *
 * @returns A Markdown table; "" without measurements.
 */
export function calibrationTable(measurements: readonly NamedMeasurement[]): string {
  const probabilities = measurements[0]?.measurement.calibration.age.map(({ probability }) => probability) ?? [];
  return drawTable(measurements, [
    { name: "", cell: ({ name }) => name, isText: true },
    { name: "gender calibration error", cell: ({ measurement }) => formatShare(measurement.calibration.gender.error) },
    ...probabilities.map((probability, index) => ({
      name: `${Math.round(probability * 100)} % interval covers`,
      cell: ({ measurement }: NamedMeasurement) => formatShare(measurement.calibration.age[index]!.coverage),
    })),
    {
      name: "stated interval covers",
      cell: ({ measurement }) => formatShare(measurement.calibration.statedInterval.coverage),
    },
  ]);
}
