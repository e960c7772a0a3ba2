import { expect, it } from "@jest/globals";

const { Skips } = await import("../../../scripts/test-reporter/skips.mjs" as string);
const { toLines, shorten } = await import("../../../scripts/test-reporter/table.mjs" as string);

const test = (title: string, status = "pending") => ({ title, fullName: `group ${title}`, status });

it("gathers what was left out by its reason, from titles and from what tests print", () => {
  const skips = new Skips();
  skips.add({
    testResults: [test("runs", "passed"), test("a (skipped: no card)"), test("b (skipped: no card)")],
    console: [{ message: "Skipped, because no card: a" }, { message: "hello" }],
  });
  skips.add({
    testResults: [test("c"), test("d")],
    console: [{ message: "Skipped, because ENOENT: no such file: a page" }],
  });
  skips.add({ testResults: [test("e")], console: null });
  expect(skips.rows).toEqual([
    { reason: "no card", tests: 2, what: new Set(["a", "b"]) },
    { reason: "ENOENT: no such file", tests: 2, what: new Set(["a page"]) },
    { reason: "no reason was given", tests: 1, what: new Set(["group e"]) },
  ]);
});

it("says also what no test was registered for", () => {
  const skips = new Skips();
  skips.add({ testResults: [test("runs", "passed")], console: [{ message: "Skipped, because no Chromium: a page" }] });
  expect(skips.rows).toEqual([{ reason: "no Chromium", tests: 0, what: new Set(["a page"]) }]);
});

it("aligns words to the left and numbers to the right", () => {
  expect(
    toLines([
      ["name", "time"],
      ["a", "1.5 s"],
      ["bcdef", "10.0 s"],
    ]),
  ).toEqual(["name     time", "a       1.5 s", "bcdef  10.0 s"]);
  expect(shorten("one\n  two three", 8)).toBe("one two…");
});
