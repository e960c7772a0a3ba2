import type { ReliabilityBin } from "../measures/calibration-figures";
import { drawText, type LegendEntry, round } from "./svg";

/** Bars below a reliability diagram: the share of the faces in each bin, a bar a measurement. */
export function drawBinSizes(
  bins: readonly (readonly ReliabilityBin[])[],
  {
    entries,
    frame: { left, top, width, height },
  }: {
    entries: readonly LegendEntry[];
    frame: { left: number; top: number; width: number; height: number };
  },
): string {
  const shares = bins.map((all) => {
    const total = all.reduce((sum, { count }) => sum + count, 0);
    return all.map(({ count }) => (total === 0 ? 0 : count / total));
  });
  const highest = Math.max(...shares.flat(), 0.01);
  const bars = shares.flatMap((all, measurement) =>
    all.map((share, bin) => {
      const binWidth = width / all.length;
      const barWidth = (binWidth - 4) / shares.length;
      const tall = (share / highest) * height;
      return `<rect x="${round(left + bin * binWidth + 2 + measurement * barWidth)}" y="${round(top + height - tall)}" width="${round(barWidth)}" height="${round(tall)}" fill="${entries[measurement]!.colour}" fill-opacity="0.75"/>`;
    }),
  );
  return [
    ...bars,
    `<line class="axis" x1="${left}" x2="${left + width}" y1="${top + height}" y2="${top + height}"/>`,
    drawText(`${Math.round(highest * 100)} %`, "tick", { x: left - 6, y: top + 9, anchor: "end" }),
    drawText("0 %", "tick", { x: left - 6, y: top + height + 4, anchor: "end" }),
    drawText("stated probability, with the share of the faces below it", "tick", {
      ...{ x: left + width / 2, y: top + height + 20, anchor: "middle" },
    }),
  ].join("");
}
