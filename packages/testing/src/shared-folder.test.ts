import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { describeIfShared, itIfShared, sharedFile, sharedFolder } from "./shared-folder";

describe("sharedFolder", () => {
  it("is a folder or undefined", () => {
    const folder = sharedFolder();
    if (folder) expect(statSync(folder).isDirectory()).toBe(true);
    else expect(sharedFile("photos")).toBeUndefined();
  });

  it("has no files that are not there", () => {
    expect(sharedFile("no/such/file")).toBeUndefined();
  });

  itIfShared("gives the full path of a file", "photos/astronaut.png", (path) => {
    expect(path).toBe(join(sharedFolder()!, "photos", "astronaut.png"));
    expect(statSync(path).isFile()).toBe(true);
  });

  describeIfShared("gives the full path of a folder", "photos", (path) => {
    it("that exists", () => {
      expect(statSync(path).isDirectory()).toBe(true);
    });
  });
});
