import type { SeenFace } from "../answers";
import { isWaiting, type Photo } from "./photo";

const columns = [
  "file",
  "face",
  "x",
  "y",
  "width",
  "height",
  "age",
  "age_lowest",
  "age_highest",
  "gender",
  "gender_probability",
  "younger_than_18_probability",
  "older_than_65_probability",
  "no_face_probability",
  "problem",
] as const;

/** A table of all faces, one a line, after RFC 4180; a photo without a face has a line too. Photos that wait are left out. */
export function toCsv(photos: readonly Photo[]): string {
  const lines = photos
    .filter((photo) => !isWaiting(photo))
    .flatMap(({ name, analysis, moved, error }) => {
      if (error) return [[name, ...Array.from({ length: columns.length - 2 }, () => ""), error.message]];
      const { faces } = (moved ?? analysis)!;
      return faces.length === 0 ? [[name]] : faces.map((face) => [name, ...cellsOf(face)]);
    });
  const rows = lines.map((line) => columns.map((_, index) => toCell(line[index] ?? "")).join(","));
  return [columns.join(","), ...rows, ""].join("\r\n");
}

/** The same with every number as it was answered, and the probability of every age. */
export function toJson(photos: readonly Photo[]): string {
  const answers = photos
    .filter((photo) => !isWaiting(photo))
    .map(({ name, analysis, moved, error }) => {
      if (error) return { file: name, problem: error.message };
      const { width, height, faces } = (moved ?? analysis)!;
      return { file: name, width, height, faces };
    });
  const note = "Guesses about how faces look, made by fagr in a browser tab. Boxes are pixels of the upright picture.";
  return `${JSON.stringify({ note, photos: answers }, null, 2)}\n`;
}

function cellsOf({ id, box, ...face }: SeenFace): (string | number)[] {
  const { younger, older } = face.outsideAgeRange ?? {};
  return [
    id,
    ...[box.x, box.y, box.width, box.height].map((pixels) => round(pixels, 1)),
    ...[face.age, ...face.ageInterval].map((years) => round(years, 2)),
    face.gender,
    round(face.genderProbability, 4),
    ...[younger, older, face.noFaceProbability].map((share) => (share === undefined ? "" : round(share, 4))),
  ];
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

function toCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  // Spreadsheets would run a file's name that begins like a formula.
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
