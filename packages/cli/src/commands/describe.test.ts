import { createArchitecture, describeNetwork, planNetwork } from "@fagr/core/network";
import { describe, expect, test } from "@jest/globals";
import { run } from "../testing/run";

describe("fagr describe", () => {
  test("prints a row for each row of the table, the heads and the total", async () => {
    const { exitCode, lines, stderr } = await run(["describe"]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    expect(lines[0]).toBe("age-gender-62: input 62x62x3, width x 0.75, ages 18-65");
    const table = lines.map((line) => line.trim().split(/\s+/));
    const row = (first: string) => table.find(([cell]) => cell === first);
    expect(row("row")).toEqual("row operator input output t c n s parameters multiply-adds".split(" "));
    expect(row("3")?.slice(1, 8)).toEqual(["bottleneck", "31x31x48", "16x16x48", "2", "48", "5", "2"]);
    expect(row("9")?.slice(1, 4)).toEqual(["globalDepthwiseConv", "4x4x512", "1x1x512"]);
    const { parameters, multiplyAdds } = describeNetwork(planNetwork(createArchitecture()));
    expect(row("total")).toEqual(["total", parameters.toLocaleString("en-US"), multiplyAdds.toLocaleString("en-US")]);
  });

  test("--json gives the description as data", async () => {
    const { exitCode, lines } = await run(["describe", "original-authors", "--json"]);
    expect(exitCode).toBe(0);
    expect(lines).toHaveLength(1);
    // What the document's own code has, by its published weights.
    expect(JSON.parse(lines[0]!)).toMatchObject({ parameters: 545_370, trainableParameters: 532_698 });
  });

  test("takes another input size, width and age range", async () => {
    const { lines } = await run(["describe", "--input-size", "96", "--width", "0.5", "--ages", "0-100", "--json"]);
    const architecture = createArchitecture("age-gender-62", {
      inputSize: 96,
      widthMultiplier: 0.5,
      ageRange: [0, 100],
    });
    expect(JSON.parse(lines[0]!)).toEqual(describeNetwork(planNetwork(architecture)));
  });

  test.each([
    ["an unknown architecture", ["resnet"]],
    ["ages the wrong way round", ["--ages", "65-18"]],
    ["ages that are none", ["--ages", "young"]],
    ["an input size that is no number", ["--input-size", "62px"]],
    ["a width of zero", ["--width", "0"]],
  ])("%s is a usage error", async (_what, args) => {
    const { exitCode, stdout, stderr } = await run(["describe", ...args]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("error:");
  });
});
