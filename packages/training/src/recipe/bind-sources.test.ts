import { DataError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { bindSources } from "./bind-sources";

describe("bindSources", () => {
  it("finds data sets whose names are written in another way", () => {
    const recipe = {
      name: "one",
      sources: ["CelebA", "MegaAge-Asian"],
      domains: { "Mega Age_Asian": "asian" },
      sourceAges: { kind: "covered", ages: { CELEBA: [[18, 20]] } },
    } as const;
    expect(bindSources(recipe, ["celeba", "megaage-asian", "utkface"])).toEqual({
      name: "one",
      sources: ["celeba", "megaage-asian"],
      domains: { "megaage-asian": "asian" },
      sourceAges: { kind: "covered", ages: { celeba: [[18, 20]] } },
    });
  });

  it("prefers the very name", () => {
    expect(bindSources({ name: "one", sources: ["wiki"] }, ["WIKI", "wiki"]).sources).toEqual(["wiki"]);
    expect(bindSources({ name: "one", sources: ["Wiki"] }, ["WIKI", "wiki"]).sources).toEqual(["WIKI", "wiki"]);
  });

  it.each([
    [{ sources: ["UTKFace", "AFAD"] }, /"AFAD" \("sources"\).*only samples of utkface, LFW.*--recipe fitted/],
    [{ domains: { imdb: "wild" } }, /"imdb" \("domains"\)/],
    [{ sourceAges: { kind: "covered", ages: { WIKI: [[20, 30]] } } }, /"WIKI" \("sourceAges.ages"\)/],
  ] as const)("refuses names that the data lack: %j", (fields, message) => {
    const bind = () => bindSources({ name: "one", ...fields }, ["utkface", "LFW"]);
    expect(bind).toThrow(DataError);
    expect(bind).toThrow(message);
  });
});
