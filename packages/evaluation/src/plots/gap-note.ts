import type { AgePoint } from "../measures/face-measurement";
import { fewestFaces } from "./smooth-by-age";

/**
 * What a picture says of the ages at which a line has a gap although there are faces: nothing is left out in silence.
 *
 * @returns One note, or none.
 */
export function gapNote(
  name: string,
  {
    byAge,
    curve,
  }: {
    readonly byAge: readonly Pick<AgePoint, "count">[];
    readonly curve: readonly { readonly age: number; readonly mae: number | null }[];
  },
): string[] {
  const few = curve.flatMap(({ age, mae }, index) => (mae === null && byAge[index]!.count > 0 ? age : []));
  return few.length > 0 ? [`${name}: no line at ${listRanges(few)}, with fewer than ${fewestFaces} faces near`] : [];
}

/** 18, 19, 20, 25 as "18-20, 25". */
function listRanges(ages: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const age of ages) {
    const range = ranges.at(-1);
    if (range && age === range[1] + 1) range[1] = age;
    else ranges.push([age, age]);
  }
  return ranges.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(", ");
}
