import type { SeenFace } from "../answers";
import { createSvg } from "../ui/element";
import { countWords, isSureOfGender } from "../ui/words";

/** How many faces look how old, in steps of five years; those whose gender is unsure stand apart. */
export interface AgeGroup {
  readonly from: number;
  readonly to: number;
  readonly female: number;
  readonly male: number;
  readonly unsure: number;
}

const [youngest, oldest, step] = [18, 65, 5];

/** Sorts faces into groups of five years from 18; the last one reaches to 65. */
export function groupAges(faces: readonly SeenFace[]): AgeGroup[] {
  const count = Math.ceil((oldest - youngest) / step);
  const groupOf = ({ age }: SeenFace) =>
    Math.max(0, Math.min(count - 1, Math.floor((Math.round(age) - youngest) / step)));
  return Array.from({ length: count }, (_, index) => {
    const here = faces.filter((face) => groupOf(face) === index);
    const sure = here.filter(isSureOfGender);
    const from = youngest + index * step;
    return {
      from,
      to: index === count - 1 ? oldest : from + step - 1,
      female: sure.filter(({ gender }) => gender === "female").length,
      male: sure.filter(({ gender }) => gender === "male").length,
      unsure: here.length - sure.length,
    };
  });
}

const [width, height, floor, wide] = [320, 130, 104, 26];

/** The ages of all faces as columns. */
export function drawHistogram(faces: readonly SeenFace[]): SVGSVGElement {
  const groups = groupAges(faces);
  const most = Math.max(...groups.map(({ female, male, unsure }) => female + male + unsure));
  const unit = (floor - 18) / most;
  const space = width / groups.length;
  const columns = groups.flatMap((group, index) => {
    let top = floor;
    const x = index * space + (space - wide) / 2;
    const parts = (["female", "male", "unsure"] as const).map((kind) => {
      const high = group[kind] * unit;
      top -= high;
      return createSvg("rect", { class: `column-${kind}`, x, y: top, width: wide, height: high });
    });
    const total = group.female + group.male + group.unsure;
    const middle = x + wide / 2;
    const count = { class: "curve-tick", x: middle, y: top - 4, "text-anchor": "middle" };
    return [
      ...parts,
      ...(total > 0 ? [createSvg("text", count, String(total))] : []),
      createSvg(
        "text",
        { class: "curve-tick", x: middle, y: height - 10, "text-anchor": "middle" },
        String(group.from),
      ),
    ];
  });
  const summary = groups
    .filter(({ female, male, unsure }) => female + male + unsure > 0)
    .map(({ from, to, female, male, unsure }) => `${from} to ${to}: ${female + male + unsure}`)
    .join(", ");
  return createSvg(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      class: "columns",
      "aria-label": `${countWords(faces.length)} by age: ${summary}`,
    },
    ...columns,
    createSvg("path", { class: "curve-axis", d: `M 0 ${floor} H ${width}` }),
  );
}
