import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { itIfShared } from "@fagr/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { run } from "../testing/run";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-download-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A network with one file on it. */
const serve = (bytes: Uint8Array) => async () =>
  new Response(new Uint8Array(bytes), { headers: { "content-length": String(bytes.length) } });

describe("fagr download yunet", () => {
  itIfShared("saves the file and prints where it is", "models/face_detection_yunet_2023mar.onnx", async (model) => {
    const bytes = await readFile(model);
    const args = ["download", "yunet", "--to", folder, "--url", "https://mirror.example/yunet.onnx"];
    const { exitCode, stdout, stderr } = await run(args, { fetch: serve(bytes), terminal: true });
    expect(exitCode).toBe(0);
    expect((await readFile(stdout.trimEnd())).equals(bytes)).toBe(true);
    expect(stderr).toContain("227 KiB of 227 KiB");
  });

  test("saves nothing where another file comes", async () => {
    const { exitCode, stdout, stderr } = await run(["download", "yunet", "--to", folder], {
      fetch: serve(new Uint8Array(100)),
    });
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^fagr: Expected YuNet/);
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([[[]], [["retina"]]])("%j is a usage error", async (args: string[]) => {
    expect((await run(["download", ...args])).exitCode).toBe(2);
  });
});
