import type { SeenFace } from "../answers";
import { createSvg } from "./element";
import { ageWords, intervalWords } from "./words";

/** The youngest age of the distribution. */
const youngest = 18;
const [width, height, floor] = [320, 120, 96];
const ticks = [20, 30, 40, 50, 60];

/** A face's age distribution: the curve, the part of it that holds 80 %, and the age that is answered. */
export function drawAgeCurve(face: SeenFace): SVGSVGElement {
  const probabilities = face.ageDistribution ?? [];
  const highest = Math.max(...probabilities);
  const oldest = youngest + probabilities.length - 1;
  const x = (age: number) => ((age - youngest) / (oldest - youngest)) * width;
  const y = (probability: number) => floor - (probability / highest) * (floor - 12);
  const line = (from: number, to: number) =>
    probabilities
      .map((probability, index) => [youngest + index, probability] as const)
      .filter(([age]) => age >= from && age <= to)
      .map(([age, probability]) => `${x(age).toFixed(1)} ${y(probability).toFixed(1)}`)
      .join(" L ");
  const [lowest, uppermost] = face.ageInterval.map(Math.round) as [number, number];
  const label = `Age distribution of face ${face.id}: 80 % lies at ${intervalWords(face)} years, its mean at ${ageWords(face)}.`;
  return createSvg(
    "svg",
    { viewBox: `-6 0 ${width + 12} ${height}`, role: "img", "aria-label": label, class: "curve" },
    createSvg("path", {
      class: "curve-interval",
      d: `M ${x(lowest)} ${floor} L ${line(lowest, uppermost)} L ${x(uppermost)} ${floor} Z`,
    }),
    createSvg("path", { class: "curve-line", d: `M ${line(youngest, oldest)}` }),
    createSvg("path", { class: "curve-axis", d: `M 0 ${floor} H ${width}` }),
    createSvg("path", { class: "curve-mean", d: `M ${x(face.age)} 4 V ${floor}` }),
    ...ticks.map((age) =>
      createSvg("text", { class: "curve-tick", x: x(age), y: height - 6, "text-anchor": "middle" }, String(age)),
    ),
  );
}
