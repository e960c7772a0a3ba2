import type { CropSetManifest } from "@fagr/data";
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
export function preparationToJson(folder: string, { samples: _, ...head }: CropSetManifest): string {
  return JSON.stringify({ folder, ...head });
}

/** A preparation as lines for people: what was kept and dropped of each source, then ages, domains and genders. */
export function preparationToLines(folder: string, { counts, crops, size }: CropSetManifest): string[] {
  const { female, male, unknown } = counts.byGender;
  const pictures = counts.kept + counts.dropped;
  return [
    ...sourceTable(counts),
    "",
    ...ageTable(counts),
    "",
    `Gender   ${withThousands(female)} female, ${withThousands(male)} male, ${withThousands(unknown)} unknown`,
    `Crops    ${withThousands(counts.kept)} of ${size}x${size} in ${folder}, ${byteSize(crops.bytes)}`,
    `Dropped  ${withThousands(counts.dropped)} of ${withThousands(pictures)}, ${percent(counts.dropped / pictures, 1)}; each with its reason in dropped.jsonl`,
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
