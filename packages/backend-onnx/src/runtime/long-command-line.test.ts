import { RuntimeMissingError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { checkCommandLine } from "./long-command-line";

describe("checkCommandLine", () => {
  it("lets this process through and refuses what would crash the native runtime", () => {
    expect(() => checkCommandLine()).not.toThrow();
    expect(() => checkCommandLine(16_000)).not.toThrow();
    expect(() => checkCommandLine(30_000)).toThrow(RuntimeMissingError);
    expect(() => checkCommandLine(30_000)).toThrow(/received 30000. Name a folder/);
  });
});
