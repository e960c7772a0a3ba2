import { describe, expect, it } from "@jest/globals";
import { checkExamples } from "./check-examples";
import { type Example, examplesOf, readExamples } from "./read-examples";

const examples = readExamples();

describe("the examples in pages and comments", () => {
  it("are found", () => {
    expect(examples.length).toBeGreaterThan(150);
    expect(examples).toContainEqual(expect.objectContaining({ file: "README.md", language: "ts" }));
    expect(examples).toContainEqual(expect.objectContaining({ file: "packages/core/src/image/load-image.ts" }));
  });

  it("compile", () => {
    expect(checkExamples(examples.filter(({ unchecked }) => !unchecked)).join("\n")).toBe("");
  });
});

describe("the check of examples", () => {
  const check = (code: string, file = "README.md") => checkExamples([{ file, line: 10, language: "ts", code }]);
  const names = (found: readonly Example[]) => found.map(({ line, language, code }) => [line, language, code]);

  it("names file and line of a fault", () => {
    const code = 'import { loadImage } from "@fagr/core";\n\nconst { widht } = await loadImage("face.jpg");';
    expect(check(code)).toEqual([expect.stringMatching(/^README\.md:13 .*'widht' does not exist/)]);
  });

  it("misses an import in an example that has others of ours, and gives it to a fragment", () => {
    const use = 'await readFile("face.jpg");';
    expect(check(`import { loadImage } from "@fagr/core";\nawait loadImage(${use.slice(0, -1)});`)).toEqual([
      expect.stringContaining("Cannot find name 'readFile'"),
    ]);
    expect(check(`await loadImage(${use.slice(0, -1)});`)).toEqual([]);
  });

  it("prefers an example's own imports and variables to the stand-ins", () => {
    const manifest = 'import model from "@fagr/weights/models/age-gender-62-int8/manifest.json";';
    expect(check(`${manifest}\nconst text: string = model.version;`)).toEqual([]);
    expect(check(`${manifest}\nconst text: number = model.version;`)).toEqual([
      expect.stringMatching(/^README\.md:12 Type 'string' is not assignable/),
    ]);
    expect(
      checkExamples([{ file: "README.md", line: 1, language: "js", code: "const model = 3;\nmodel.toFixed();" }]),
    ).toEqual([]);
  });

  it("lets an example add to the types of a module", () => {
    expect(check('import type { FC } from "react";\ndeclare module "react" {\n  interface Added { a: FC }\n}')).toEqual(
      [],
    );
  });

  it("reads blocks in lists and in comments, other languages aside", () => {
    expect(names(examplesOf("a.md", "1. So:\n\n   ```ts\n   a();\n   ```\n\n```sh\nb\n```"))).toEqual([
      [3, "ts", "a();"],
    ]);
    expect(names(examplesOf("a.ts", "/**\n * ```tsx\n * <p />\n * ```\n */\nconst x = `\n```ts\nc\n```\n`;"))).toEqual([
      [2, "tsx", "<p />"],
    ]);
  });

  it("lets out a block that says why", () => {
    expect(examplesOf("a.md", "```ts no-check: half a line\na(\n```")[0]!.unchecked).toBe("half a line");
  });
});
