// Longer than 200 lines: the fields and their checks are read side by side.
import { InvalidArgumentError } from "../errors";
import { type ArchitectureRow, mobileFaceNetRows, rowOperators } from "./tables";

/** Everything that decides the network's layers. Plain data: it travels in the weights manifest. */
export interface Architecture {
  readonly name: string;
  /** Height and width of the input, pixels. */
  readonly inputSize: number;
  /** Factor on the channels of every row that is not `fixedWidth`. */
  readonly widthMultiplier: number;
  /** Factor on the inside of every bottleneck, on top of its expansion t. */
  readonly expansionMultiplier: number;
  readonly rows: readonly ArchitectureRow[];
  /** Lowest and highest age, years; one class a year, both ends included. */
  readonly ageRange: readonly [minimum: number, maximum: number];
  /** "separable" puts a pointwise convolution after the first depthwise one, and BN and PReLU only after that. */
  readonly firstDepthwise: "depthwise" | "separable";
  /** Which bottlenecks add their input: all whose shapes match, or only those from the second block of a row on. */
  readonly residual: "matchingShapes" | "fromSecondBlock";
  /** PReLU after the last 1x1 convolution, which the paper calls linear. */
  readonly embeddingActivation: boolean;
  /** What follows the embedding: dropout and a bias-free dense layer per task, or (null) the softmax layers at once. */
  readonly taskBranch: { readonly dropout: number; readonly units: number } | null;
  /** Added to the variance in batch normalisation. */
  readonly batchNormEpsilon: number;
  /**
   * Further heads: attributes that are predicted as well, and their labels in the order of the classes: `{ glasses: ["no", "yes"]
   * }`. Default none.
   */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

const documentDefaults: Architecture = {
  name: "mobilefacenet-62-0.75",
  inputSize: 62,
  widthMultiplier: 0.75,
  expansionMultiplier: 1,
  rows: mobileFaceNetRows,
  ageRange: [18, 65],
  firstDepthwise: "depthwise",
  residual: "matchingShapes",
  embeddingActivation: false,
  taskBranch: null,
  batchNormEpsilon: 1e-3,
};

const namedArchitectures = {
  /** Table 2 of the document: 62x62, width x 0.75, GDConv 4x4, 48 ages, 2 genders. The default. */
  "age-gender-62": documentDefaults,
  /** Table 1, the original MobileFaceNet body (112x112, GDConv 7x7) with our two heads. */
  "mobilefacenet-112": { ...documentDefaults, name: "mobilefacenet-112-1.0", inputSize: 112, widthMultiplier: 1 },
  /** The network as the document's authors built it in code, which differs from their own Table 2. */
  "original-authors": {
    ...documentDefaults,
    name: "original-authors-62-0.75",
    expansionMultiplier: 0.75,
    firstDepthwise: "separable",
    residual: "fromSecondBlock",
    embeddingActivation: true,
    taskBranch: { dropout: 0.2, units: 128 },
  },
} as const satisfies Record<string, Architecture>;

/** The name of an architecture that {@link createArchitecture} knows. */
export type ArchitectureName = keyof typeof namedArchitectures;

/** The names that {@link createArchitecture} takes. */
export const architectureNames = Object.keys(namedArchitectures) as ArchitectureName[];

/**
 * An architecture: one of the named ones, changed where you say so.
 *
 * @param name - `"age-gender-62"` (Table 2 of the document, the default), `"mobilefacenet-112"` (Table 1 of
 * arXiv 1804.07573) or `"original-authors"` (the variant of the document's own code).
 * @param changes - Any field of {@link Architecture}; for example another input size, width or age range.
 * @throws InvalidArgumentError if the name is unknown or a value is out of range.
 *
 * @example
 * ```ts
 * const wider = createArchitecture("age-gender-62", { name: "wide", widthMultiplier: 1, ageRange: [0, 100] });
 * ```
 */
export function createArchitecture(
  name: ArchitectureName = "age-gender-62",
  changes: Partial<Architecture> = {},
): Architecture {
  const base = namedArchitectures[name];
  if (!base)
    throw new InvalidArgumentError(
      `Expected an architecture name (${architectureNames.join(", ")}), received "${String(name)}".`,
    );
  const architecture: Architecture = { ...base, ...changes };
  checkArchitecture(architecture);
  return architecture;
}

/** The number of age classes, one a year. */
export function ageClassCount(architecture: Pick<Architecture, "ageRange">): number {
  return architecture.ageRange[1] - architecture.ageRange[0] + 1;
}

/** Checks an architecture from outside, such as a manifest's. Throws InvalidArgumentError. */
export function checkArchitecture(architecture: Architecture): void {
  const { name, inputSize, widthMultiplier, expansionMultiplier, ageRange, rows, batchNormEpsilon } = architecture;
  const { firstDepthwise, residual, embeddingActivation, taskBranch } = architecture;
  const expect: Expect = (condition, field, expected, received) => {
    if (!condition)
      throw new InvalidArgumentError(
        `Architecture field "${field}": expected ${expected}, received ${(JSON.stringify(received) ?? "nothing").slice(0, 200)}.`,
      );
  };
  expect(typeof name === "string" && name !== "", "name", "a name", name);
  expect(
    isWhole(inputSize) && inputSize <= most.inputSize,
    "inputSize",
    `a whole number of pixels >= 1, at most ${most.inputSize}`,
    inputSize,
  );
  expect(widthMultiplier > 0 && widthMultiplier <= 8, "widthMultiplier", "a number in (0, 8]", widthMultiplier);
  expect(
    expansionMultiplier > 0 && expansionMultiplier <= 8,
    "expansionMultiplier",
    "a number in (0, 8]",
    expansionMultiplier,
  );
  expect(
    Array.isArray(ageRange) &&
      ageRange.length === 2 &&
      ageRange.every((age) => Number.isInteger(age) && age >= 0 && age <= most.age) &&
      ageRange[0] < ageRange[1],
    "ageRange",
    `[lowest, highest] in whole years, lowest < highest, at most ${most.age}`,
    ageRange,
  );
  expect(
    Array.isArray(rows) && rows.length > 0 && rows.length <= most.rows,
    "rows",
    `a non-empty array of table rows, at most ${most.rows}`,
    rows,
  );
  for (const [index, row] of rows.entries())
    checkRow(row, (condition, field, ...rest) => expect(condition, `rows[${index}].${field}`, ...rest));
  expect(
    rows.filter((row) => row.operator === "globalDepthwiseConv").length === 1,
    "rows",
    "exactly one globalDepthwiseConv row, which reduces the image to 1x1",
    rows.map((row) => row.operator),
  );
  expect(
    ["depthwise", "separable"].includes(firstDepthwise),
    "firstDepthwise",
    '"depthwise" or "separable"',
    firstDepthwise,
  );
  expect(
    ["matchingShapes", "fromSecondBlock"].includes(residual),
    "residual",
    '"matchingShapes" or "fromSecondBlock"',
    residual,
  );
  expect(typeof embeddingActivation === "boolean", "embeddingActivation", "true or false", embeddingActivation);
  expect(
    taskBranch === null ||
      (isWhole(taskBranch?.units) &&
        taskBranch.units <= most.channels &&
        taskBranch.dropout >= 0 &&
        taskBranch.dropout < 1),
    "taskBranch",
    "null or { dropout in [0, 1), units >= 1 }",
    taskBranch,
  );
  expect(batchNormEpsilon > 0, "batchNormEpsilon", "a number > 0", batchNormEpsilon);
  if (architecture.attributes !== undefined) checkAttributes(architecture.attributes, expect);
}

/** No network of this kind exceeds these limits; they keep a foreign manifest from filling the memory. */
const most = {
  ...{ inputSize: 1024, age: 200, rows: 200, repeats: 100, channels: 16_384, expansion: 64 },
  ...{ attributes: 64, labels: 1000 },
} as const;

/** The names of a head's layers start with its name, so it must not be that of another head, a row or the image. */
const attributeName = /^(?!(?:age|gender|body|image|row\d*)$)[a-z][A-Za-z0-9]*$/;

function checkAttributes(attributes: unknown, expect: Expect): void {
  const entries = Object.entries(Object(attributes) as Record<string, unknown>);
  expect(
    typeof attributes === "object" && attributes !== null && entries.length <= most.attributes,
    "attributes",
    `lists of labels by name, at most ${most.attributes}`,
    attributes,
  );
  for (const [name, labels] of entries) {
    expect(
      attributeName.test(name),
      "attributes",
      "names of letters and digits that start with a lower-case letter, none of them age, gender, body, image or row",
      name,
    );
    const isList = Array.isArray(labels) && labels.every((label) => typeof label === "string" && label !== "");
    expect(
      isList && labels.length >= 2 && labels.length <= most.labels && new Set(labels).size === labels.length,
      `attributes.${name}`,
      `2 to ${most.labels} different labels`,
      labels,
    );
  }
}

type Expect = (condition: boolean, field: string, expected: string, received: unknown) => void;

function checkRow(row: ArchitectureRow, expect: Expect): void {
  const { operator, channels, repeats, stride, expansion, fixedWidth } = row ?? {};
  expect(rowOperators.includes(operator), "operator", `one of ${rowOperators.join(", ")}`, operator);
  expect(
    isWhole(channels) && channels <= most.channels,
    "channels",
    `a whole number >= 1, at most ${most.channels}`,
    channels,
  );
  expect(
    isWhole(repeats) && repeats <= most.repeats,
    "repeats",
    `a whole number >= 1, at most ${most.repeats}`,
    repeats,
  );
  expect(stride === 1 || stride === 2, "stride", "1 or 2", stride);
  if (operator === "bottleneck")
    expect(
      expansion! > 0 && expansion! <= most.expansion,
      "expansion",
      `a number > 0, at most ${most.expansion}`,
      expansion,
    );
  expect(fixedWidth === undefined || fixedWidth === true, "fixedWidth", "true or nothing", fixedWidth);
}

function isWhole(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 1;
}
