import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { findNodeHeaders } from "./node-headers";
import { createReport } from "./report";
import { currentPlatform, wheelFor } from "./tensorflow-wheel";
import { unpackWheel } from "./unpack-wheel";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-install-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the wheel", () => {
  it("is TensorFlow's for the processor, with the C library that manylinux means", () => {
    expect(wheelFor({ name: "linux-x64", glibc: "2.36" })).toMatchObject({ project: "tensorflow-cpu" });
    expect(wheelFor({ name: "linux-arm64", glibc: "2.36" }).file).toMatch(/aarch64\.whl$/);
    expect(currentPlatform().name).toBe(`${process.platform}-${process.arch}`);
  });

  it("is not there for other systems, which is said with what to do", () => {
    expect(() => wheelFor({ name: "darwin-arm64", glibc: undefined })).toThrow(/darwin-arm64.*npm rebuild/);
    expect(() => wheelFor({ name: "linux-x64", glibc: undefined })).toThrow(/Alpine.*Debian/);
  });

  it("that is no zip file, or a zip file without the library, is refused by its name", async () => {
    const broken = join(folder, "broken.whl");
    await writeFile(broken, "<html>please log in</html>");
    await expect(unpackWheel(broken, join(folder, "out"))).rejects.toThrow(/broken\.whl cannot be opened as a wheel/);
    const empty = join(folder, "empty.whl");
    // The record that ends a zip file, of one without files.
    await writeFile(empty, Buffer.concat([Buffer.from("PK\x05\x06"), Buffer.alloc(18)]));
    await expect(unpackWheel(empty, join(folder, "out"))).rejects.toThrow(/empty\.whl has no libtensorflow_cc\.so\.2/);
  });
});

describe("Node's headers", () => {
  const layHeaders = async (prefix: string, major: number) => {
    const include = join(folder, prefix, "include", "node");
    await mkdir(include, { recursive: true });
    await writeFile(join(include, "node_api.h"), "");
    await writeFile(join(include, "node_version.h"), `#define NODE_MAJOR_VERSION ${major}\n`);
    return join(folder, prefix);
  };

  it("are taken from where npm is told, if they are those of this Node", async () => {
    const [old, right] = [await layHeaders("old", 18), await layHeaders("right", 22)];
    const node = { execPath: process.execPath, version: "v22.1.0" };
    expect(await findNodeHeaders({ npm_config_nodedir: right }, node)).toBe(right);
    expect(await findNodeHeaders({ npm_config_nodedir: old }, node)).not.toBe(old);
  });

  it("are found beside Node, and where npm's package node has them", async () => {
    const prefix = await layHeaders("beside", 24);
    await mkdir(join(prefix, "bin"));
    const execPath = join(prefix, "bin", "node");
    await writeFile(execPath, "");
    expect(await findNodeHeaders({}, { execPath, version: "v24.0.0" })).toBe(prefix);
    await rm(join(prefix, "include"), { recursive: true });
    const inside = await layHeaders(`beside/node_modules/node-${process.platform}-${process.arch}`, 24);
    expect(await findNodeHeaders({}, { execPath, version: "v24.0.0" })).toBe(inside);
  });
});

describe("progress", () => {
  const written = (isTTY: boolean) => {
    let text = "";
    const report = createReport({ isTTY, write: (chunk: string) => Boolean((text += chunk)) } as never);
    for (let part = 0; part <= 100; part++) report.progress(part * 1e6, 100e6);
    return text;
  };

  it("is a line at every quarter in a log, and one line that changes on a terminal", () => {
    expect(written(false)).toBe([0, 25, 50, 75, 100].map((part) => `  ${part} of 100 MB\n`).join(""));
    expect(written(true).split("\r")).toHaveLength(101);
    expect(written(true)).toMatch(/\r {2}100 of 100 MB\n$/);
  });
});
