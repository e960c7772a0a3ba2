import { describe, expect, it } from "@jest/globals";
import { loadWeights } from "../weights/load-weights";
import type { ImageInput } from "./image-input";
import { isWebPage } from "./input-hints";
import { loadImage } from "./load-image";

const message = (input: unknown) =>
  loadImage(input as ImageInput).then(
    () => "no error",
    (error: Error) => error.message,
  );
const bytes = (text: string) => new TextEncoder().encode(text);

describe("what people hand over in a hurry", () => {
  it("is named, with what to do", async () => {
    class FileList {}
    expect(await message(["a.jpg", "b.jpg"])).toMatch(/an array of 2\. Pass one image per call.*analyzeImages\(\)/);
    expect(await message(new FileList())).toMatch(/type FileList\. Pass one of its files, such as input\.files\[0\]/);
    expect(await message(null)).toMatch(/received null\. querySelector\(\)/);
    class HTMLImageElement {}
    expect(await message(new HTMLImageElement())).toMatch(/Only browsers can read elements of a page: pass a path/);
    expect(await message(JSON.parse(JSON.stringify(Buffer.from("ab"))))).toMatch(/through JSON: pass Buffer\.from/);
    expect(await message("")).toBe("Expected a path or a URL, received an empty text.");
    expect(await message({ width: "1", height: 1, data: new Uint8Array(3) })).toMatch(/received "1"x1\./);
    expect(await message(undefined)).toMatch(/received undefined\.$/);
    expect(await message(Promise.resolve())).toMatch(/received a Promise \(is an await missing.*\?\)\.$/);
  });

  it("has no bytes left after it went to another thread", async () => {
    const buffer = new ArrayBuffer(8);
    const view = new Uint8Array(buffer);
    structuredClone(buffer, { transfer: [buffer] });
    expect(await message(buffer)).toMatch(/received an empty file.*transferred to another thread/);
    expect(await message(view)).toMatch(/received an empty file.*transferred to another thread/);
  });

  it("is told where a path was looked for", async () => {
    expect(await message("famly.jpg")).toContain(`relative paths start at the working directory, ${process.cwd()}.`);
    expect(await message("~/family.jpg")).toContain("os.homedir()");
    expect(await message("/nowhere/family.jpg")).toMatch(/there is none\. Check the path\.$/);
  });

  it("may be the page that a server shows instead", async () => {
    const page = "\ufeff\n<!doctype html><html><body>Not here, but 200.</body></html>";
    expect(isWebPage(bytes(page))).toBe(true);
    expect(isWebPage(bytes("<header>"))).toBe(false);
    expect(await message(bytes(page))).toMatch(/received a web page \(HTML\).*Check the address/);
  });

  it("tells which number of pixels would allow it", async () => {
    const error = loadImage({ width: 100, height: 50, data: new Uint8Array(15_000) }, { maximumPixels: 1000 });
    await expect(error).rejects.toThrow("the option maximumPixels: 5000.");
  });

  it.each(["all-ages", "int8", "@fagr/weights/all-ages-int8"])("may be the name of weights: %s", async (name) => {
    await expect(loadWeights(name)).rejects.toThrow(`"@fagr/weights/${name.replace("@fagr/weights/", "")}"`);
  });
});
