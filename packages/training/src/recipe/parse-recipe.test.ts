import { InvalidArgumentError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { ageGenderStage, genderStage } from "./document-recipe";
import { namedRecipe, recipeNames } from "./named-recipes";
import { parseRecipe } from "./parse-recipe";

/** A recipe with one field changed, as a file would have it. */
function changed(path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(ageGenderStage));
  const keys = path.split(".");
  let place = copy;
  for (const key of keys.slice(0, -1)) place = place[key];
  if (value === undefined) delete place[keys.at(-1)!];
  else place[keys.at(-1)!] = value;
  return copy;
}

function messageOf(value: unknown): string {
  try {
    parseRecipe(value, "mine.json");
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidArgumentError);
    return (error as Error).message;
  }
  return "no error";
}

describe("parseRecipe", () => {
  it("takes staged recipes as they are and makes one stage of a single recipe", () => {
    for (const name of recipeNames) {
      const file = JSON.parse(JSON.stringify(namedRecipe(name)));
      expect(parseRecipe(file)).toEqual(file);
    }
    expect(parseRecipe(genderStage)).toEqual({ name: "gender", stages: [genderStage] });
  });

  it("takes what keeps data sets apart, and refuses it beside blended targets", () => {
    const covered = { kind: "covered", ages: { imdb: [[20, 50]] } };
    for (const sourceAges of [covered, { kind: "adjusted", uniformShare: 0.3, smoothing: 2 }])
      expect(messageOf(changed("sourceAges", sourceAges))).toBe("no error");
    expect(messageOf(changed("sourceAges", { kind: "covered", ages: { imdb: [[50, 20]] } }))).toMatch(
      /sourceAges.*imdb/,
    );
    expect(messageOf(changed("sourceAges", { kind: "adjusted", uniformShare: 2 }))).toMatch(/uniformShare.*0 to 1/);
    const mixed = { ...(changed("sourceAges", covered) as object), mixing: { share: 0.5, alpha: 0.4 } };
    expect(messageOf(mixed)).toMatch(/sourceAges.*"mixing"/);
    const taught = { ...(changed("sourceAges", covered) as object), distillation: { share: 0.5 } };
    expect(messageOf(taught)).toBe("no error");
    expect(messageOf(changed("domains", { imdb: "wild" }))).toBe("no error");
  });

  it("takes every loss, optimiser and schedule with its settings", () => {
    const fields: [string, unknown[]][] = [
      [
        "loss",
        [
          { age: { kind: "meanVariance", mean: 0.2, variance: 0.05 }, gender: { kind: "focal", gamma: 2 } },
          { age: { kind: "ordinal", weight: 2 }, gender: { kind: "arcFace", margin: 0.3, scale: 16 } },
          { age: { kind: "focal", smoothing: 0.1 }, gender: null },
        ],
      ],
      [
        "optimiser",
        [
          ...["sgd", "adagrad", "adadelta", "adam", "adamax", "muon"].map((kind) => ({ kind, clipNorm: 5 })),
          { kind: "momentum", momentum: 0.9, nesterov: true },
          { kind: "rmsprop", centered: true },
          { kind: "adamw", weightDecay: 0.01 },
        ],
      ],
      [
        "schedule",
        [
          { kind: "step", learningRate: 0.1, steps: 100, at: [50, 75] },
          { kind: "cosine", learningRate: 0.1, steps: 100, warmUpSteps: 10, finalLearningRate: 0.01 },
        ],
      ],
      ["architecture", [{ base: "age-gender-62", ageRange: [0, 100], widthMultiplier: 0.5 }]],
      ["sources", [["UTKFace", "AFAD"]]],
    ];
    for (const [field, values] of fields)
      for (const value of values) expect(messageOf(changed(field, value))).toBe("no error");
  });

  it("says where a stage's field belongs if a named recipe was changed as if it were one stage", () => {
    const batches = { kind: "plain", size: 16 };
    const plain = namedRecipe("plain");
    expect(() => parseRecipe({ ...plain, batches }, "mine.mjs")).toThrow(
      'Recipe mine.mjs: field "batches": expected it within a stage, since this recipe has "stages", as all named ones do: { ...recipe.stages[0], batches } is a recipe of one stage.',
    );
    expect(parseRecipe({ ...plain.stages[0], batches }, "mine.mjs").stages[0]!.batches).toEqual(batches);
  });

  it.each<[string, unknown, string]>([
    ["seed", "one", 'Recipe mine.json: field "seed": expected a whole number >= 0, received "one".'],
    ["seed", undefined, 'Recipe mine.json: field "seed" is missing.'],
    ["stepz", 7, 'Recipe mine.json: field "stepz": expected no field of this name, received 7.'],
    [
      "name",
      "a/b",
      'Recipe mine.json: field "name": expected letters, digits, dots, dashes and underscores, received "a/b".',
    ],
    ["schedule.steps", 0, 'Recipe mine.json: field "schedule.steps": expected a whole number >= 1, received 0.'],
    ["schedule.steps", undefined, 'Recipe mine.json: field "schedule.steps" is missing.'],
    [
      "schedule.kind",
      "linear",
      'Recipe mine.json: field "schedule.kind": expected one of "constant", "cosine", "step", received "linear".',
    ],
    ["schedule", null, 'Recipe mine.json: field "schedule": expected an object, received null.'],
    [
      "schedule.warmUpSteps",
      1_300_000,
      'Recipe mine.json: field "schedule.warmUpSteps": expected at most all 1270000 steps, received 1300000.',
    ],
    ["optimiser.beta1", 1, 'Recipe mine.json: field "optimiser.beta1": expected a number >= 0 and < 1, received 1.'],
    [
      "optimiser.momentum",
      0.9,
      'Recipe mine.json: field "optimiser.momentum": expected no field of this name, received 0.9.',
    ],
    [
      "loss.gender.kind",
      "hinge",
      'Recipe mine.json: field "loss.gender.kind": expected one of "crossEntropy", "focal", "arcFace", "module", received "hinge".',
    ],
    [
      "loss.age.smoothing",
      2,
      'Recipe mine.json: field "loss.age.smoothing": expected a number from 0 to 1, received 2.',
    ],
    [
      "loss",
      { age: null, gender: null },
      'Recipe mine.json: field "loss": expected a loss for "age", for "gender" or for both, received {"age":null,"gender":null}.',
    ],
    [
      "batches.tables.1.domains.asian",
      [1, 2],
      'Recipe mine.json: field "batches.tables[1].domains.asian": expected 16 whole numbers >= 0, one for each age group, received [1,2].',
    ],
    [
      "batches.tables.0.fromStep",
      3,
      'Recipe mine.json: field "batches.tables[0].fromStep": expected 0, since the first table starts at the first step, received 3.',
    ],
    [
      "batches.ageGroups.0",
      [15, 20],
      'Recipe mine.json: field "batches.ageGroups[0]": expected ages of the network, 18 to 65, received [15, 20].',
    ],
    [
      "augmentation.contrast",
      [1.5, 0.5],
      'Recipe mine.json: field "augmentation.contrast": expected two numbers >= 0, the lower one first, received [1.5,0.5].',
    ],
    [
      "augmentation.mirror",
      Number.NaN,
      'Recipe mine.json: field "augmentation.mirror": expected a number from 0 to 1, received null.',
    ],
    ["sources", [], 'Recipe mine.json: field "sources": expected a list of names of data sets, received [].'],
  ])("names the field %s, what was expected and what was received", (path, value, message) => {
    const recipe = changed(path, value);
    if (Number.isNaN(value)) expect(messageOf(recipe)).toMatch(/"augmentation.mirror": expected a number from 0 to 1/);
    else expect(messageOf(recipe)).toBe(message);
  });

  it("lets ages outside the network's be drawn by groups where they are taught as the nearest", () => {
    const ageGroups = [
      [10, 17],
      [18, 65],
      [66, 90],
    ] as const;
    const tables = [{ fromStep: 0, domains: { asian: [1, 2, 1] } }];
    const batches = { kind: "groupBalanced", ageGroups, tables } as const;
    const recipe = { ...ageGenderStage, batches };
    expect(messageOf(recipe)).toMatch(
      /"batches.ageGroups\[0\]": expected ages of the network, 18 to 65, received \[10, 17\]/,
    );
    expect(messageOf({ ...recipe, labels: { outsideAges: "nearest", genderFromAge: 13 } })).toBe("no error");
    expect(messageOf({ ...recipe, labels: { outsideAges: "clip" } })).toMatch(
      /"labels.outsideAges": expected one of leaveOut, nearest, received "clip"/,
    );
  });

  it("blends faces by a share and by an alpha that can be drawn from", () => {
    expect(messageOf(changed("mixing", { share: 0.5, alpha: 0.4 }))).toBe("no error");
    expect(messageOf(changed("mixing", { share: 0.5, alpha: 2 }))).toMatch(
      /"mixing\.alpha": expected a number > 0 and <= 1, received 2/,
    );
  });

  it("asks for a share of the teachers", () => {
    expect(messageOf(changed("distillation", { share: 0.5 }))).toBe("no error");
    expect(messageOf(changed("distillation", { share: 0 }))).toMatch(
      /"distillation\.share": expected a share > 0 and <= 1, received 0/,
    );
  });

  it("says what an architecture may be", () => {
    expect(messageOf(changed("architecture", "resnet"))).toMatch(
      /field "architecture": expected one of age-gender-62, .*received "resnet"/,
    );
    expect(messageOf(changed("architecture", { base: "age-gender-62", inputSize: -3 }))).toMatch(
      /field "architecture" is not an architecture.*"inputSize": expected a whole number.*received -3\.$/,
    );
    expect(messageOf(changed("schedule", { kind: "step", learningRate: 0.1, steps: 9, at: [5, 5] }))).toMatch(
      /"schedule.at": expected rising steps, received \[5,5\]/,
    );
  });

  it("names the stage, and every wrong field at once", () => {
    const stages = [genderStage, { ...ageGenderStage, seed: -1, averageDecay: 2 }];
    expect(messageOf({ name: "two", stages }).split("\n")).toEqual([
      "Recipe mine.json:",
      '- field "stages[1].seed": expected a whole number >= 0, received -1',
      '- field "stages[1].averageDecay": expected a number >= 0 and < 1, received 2',
    ]);
  });

  it("refuses stages that cannot follow each other", () => {
    const smaller = { ...ageGenderStage, architecture: { base: "age-gender-62", widthMultiplier: 0.5 } };
    expect(messageOf({ name: "two", stages: [genderStage, smaller] })).toMatch(
      /"stages\[1\].architecture": expected the body and the gender head of the previous stage, but its weight row1_conv\/kernel is 3x3x3x32 instead of 3x3x3x48/,
    );
    expect(messageOf({ name: "two", stages: [genderStage, genderStage] })).toMatch(
      /"stages\[1\].name": .*"gender" again/,
    );
    expect(messageOf({ name: "none", stages: [] })).toMatch(
      /"stages": expected a list of at least one recipe, received \[\]/,
    );
    const older = { ...ageGenderStage, architecture: { base: "age-gender-62", ageRange: [0, 100] } };
    expect(messageOf({ name: "two", stages: [genderStage, older] })).toBe("no error");
  });

  it.each([null, 7, "document", []])("refuses %p", (value) => {
    expect(messageOf(value)).toMatch(/expected an object with the fields of a recipe or with stages, received/);
  });
});
