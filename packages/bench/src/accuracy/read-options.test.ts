import { join } from "node:path";
import { weights } from "@fagr/weights";
import { describe, expect, it } from "@jest/globals";
import { parseCommandLine } from "../support/command-line.mjs";
import { accuracyCommand, readOptions } from "./read-options";

const read = (args: string[]) => readOptions(parseCommandLine(accuracyCommand, args));
const nowhere = ["--data", join("no", "such", "folder")];

describe("readOptions", () => {
  it("measures the named data sets, whole or only the validation split, with the shipped weights", () => {
    const { sets, models, steadinessOf } = read([...nowhere, "A=lfw:a", "--validation", "B=utkface:b"]);
    expect(sets).toEqual([
      { name: "B", spec: "utkface:b", validationShare: 0.1 },
      { name: "A", spec: "lfw:a", validationShare: 1 },
    ]);
    expect(models).toEqual([{ name: "fagr", source: weights }]);
    expect(steadinessOf("human faceres")).toBe("measured");
  });

  it("takes models by name or by their manifest alone, and leaves out the steadiness of slow ones", () => {
    const { models, steadinessOf } = read(
      [...nowhere, "lfw:a", "--model", "new=run/manifest.json", "--model", "b/manifest.json"].concat(
        "--skip-steadiness",
        "human|face-api",
      ),
    );
    expect(models).toEqual([
      { name: "new", source: "run/manifest.json" },
      { name: "b/manifest.json", source: "b/manifest.json" },
    ]);
    expect(steadinessOf("human faceres")).toBe("kept");
    expect(steadinessOf("new")).toBe("measured");
  });

  it.each([
    [["lfw:a", "--limit", "many"], /--limit to be a whole number of at least 1, received "many"/],
    [["lfw:a", "--repeats", "1"], /--repeats to be a whole number of at least 2/],
    [["lfw:a", "lfw:b"], /data sets of different names, received "lfw" twice/],
    [["lfw:a", "--model", "m=a.json", "--model", "m=b.json"], /models of different names, received "m" twice/],
    [[], /none below .*folder/],
  ])("refuses %j", (args, message) => {
    expect(() => read([...nowhere, ...args])).toThrow(message);
  });
});
