// `fagr prepare`: which data sets are read, what was kept or left out and why, and contact sheets to look at.
import type { AgeCoverage, CropSetManifest } from "@fagr/data";
import { byteSize, percent, withThousands } from "../output/numbers";
import { formatTable } from "../output/table";

type Counts = CropSetManifest["counts"];
type Reason = keyof Counts["bySource"][string]["dropped"];

const reasonTitles: Record<Reason, string> = {
  notASample: "no sample",
  unreadable: "unreadable",
  identical: "identical",
  contradictingLabels: "contradicting",
  noFace: "no face",
  severalFaces: "several faces",
  tooSmall: "too small",
  tooBlurry: "too blurry",
};

/** A preparation as one line of JSON: the manifest without its samples. */
export function preparationToJson(
  folder: string,
  { samples: _, ...head }: CropSetManifest,
  coverage: readonly AgeCoverage[],
): string {
  return JSON.stringify({ folder, ...head, coverage });
}

/** A preparation as lines for people: what was kept and dropped of each source, then ages, domains and genders. */
export function preparationToLines(
  folder: string,
  { counts, crops, size }: CropSetManifest,
  coverage: readonly AgeCoverage[],
): string[] {
  const { female, male, unknown } = counts.byGender;
  const pictures = counts.kept + counts.dropped;
  return [
    ...sourceTable(counts),
    "",
    ...ageTable(counts),
    "",
    ...coverage.map(({ source, ages }) => `Ages     ${source}: ${ages.map((run) => run.join("-")).join(", ")}`),
    `Gender   ${withThousands(female)} female, ${withThousands(male)} male, ${withThousands(unknown)} unknown`,
    `Crops    ${withThousands(counts.kept)} of ${size}x${size} in ${folder}, ${byteSize(crops.bytes)}`,
    `Dropped  ${withThousands(counts.dropped)} of ${withThousands(pictures)}, ${percent(counts.dropped / pictures, 1)}; each with its reason in dropped.jsonl`,
  ];
}

/** Warnings about data sets with a gap in their ages. */
export function coverageWarnings(coverage: readonly AgeCoverage[]): string[] {
  const holed = coverage.filter(({ ages }) => ages.length > 1);
  if (holed.length === 0) return [];
  const told = holed.map(({ source, ages }) => {
    const holes = ages.slice(1).map(([next], index) => `${ages[index]![1] + 1}-${next - 1}`);
    return `${source} has (almost) nobody of ${holes.join(", ")} years`;
  });
  const recipe = { kind: "covered", ages: Object.fromEntries(holed.map(({ source, ages }) => [source, ages])) };
  return [
    `${told.join("; ")}. A network that recognises the set by its look learns that such faces never have these ages. Add to the recipe "sourceAges": ${JSON.stringify(recipe)} (docs/guides/recipes.md).`,
  ];
}

function sourceTable({ bySource }: Counts): string[] {
  const reasons = (Object.keys(reasonTitles) as Reason[]).filter((reason) =>
    Object.values(bySource).some(({ dropped }) => dropped[reason]),
  );
  const titles = ["kept", ...reasons.map((reason) => reasonTitles[reason])];
  const rows = Object.entries(bySource).map(([name, { kept, dropped }]) => [
    name,
    withThousands(kept),
    ...reasons.map((reason) => withThousands(dropped[reason] ?? 0)),
  ]);
  return formatTable(["source", ...titles], rows, { right: titles });
}

const domainTitles: Readonly<Record<string, string>> = { asian: "Asian", americanEuropean: "American-European" };

function ageTable({ byAgeAndDomain }: Counts): string[] {
  const domains = Object.keys(Object.values(byAgeAndDomain)[0]!);
  const rows = Object.entries(byAgeAndDomain)
    .filter(([, counts]) => domains.some((domain) => counts[domain]! > 0))
    .map(([age, counts]) => [age, ...domains.map((domain) => withThousands(counts[domain]!))]);
  const titles = domains.map((domain) => domainTitles[domain] ?? domain);
  return formatTable(["age", ...titles], rows, { right: titles });
}
