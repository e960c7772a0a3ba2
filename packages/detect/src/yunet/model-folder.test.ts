import { homedir } from "node:os";
import { join } from "node:path";
import { RuntimeMissingError } from "@fagr/core";
import { describe, expect, test } from "@jest/globals";
import { override } from "../test-support/override";
import { defaultModelFolder } from "./model-folder";

function on(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  using _platform = override(process, "platform", platform);
  using _env = override(process, "env", env);
  return defaultModelFolder();
}

describe("defaultModelFolder", () => {
  test("follows XDG_CACHE_HOME, if it is absolute", () => {
    expect(on("linux", { XDG_CACHE_HOME: join(homedir(), "elsewhere") })).toBe(join(homedir(), "elsewhere", "fagr"));
    expect(on("linux", { XDG_CACHE_HOME: "elsewhere" })).toBe(join(homedir(), ".cache", "fagr"));
  });

  test("has a place on every system", () => {
    expect(on("linux", {})).toBe(join(homedir(), ".cache", "fagr"));
    expect(on("darwin", {})).toBe(join(homedir(), "Library", "Caches", "fagr"));
    expect(on("win32", { LOCALAPPDATA: "local" })).toBe(join("local", "fagr"));
    expect(on("win32", {})).toBe(join(homedir(), "AppData", "Local", "fagr"));
  });

  test("says so outside of Node", () => {
    using _builtins = override(process, "getBuiltinModule", undefined);
    expect(() => defaultModelFolder()).toThrow(RuntimeMissingError);
  });
});
