import { gzipSync } from "node:zlib";
import { expect, it } from "@jest/globals";
import { countDownload } from "./download";

it("counts every file once by its kind, and only what an application would fetch", () => {
  const script = "export const one = 1;".repeat(100);
  const files = new Map<string, Uint8Array | string>([
    ["/index.html", "<!doctype html>"],
    ["/photo.png", new Uint8Array(1000)],
    ["/app.js", script],
    ["/chunk-A.js", "1"],
    ["/never-asked-for.js", "2".repeat(5000)],
    ["/runtime.wasm", new Uint8Array(300)],
    ["/weights/manifest.json", "{}"],
    ["/weights/model.bin", new Uint8Array(50)],
  ]);
  const requests = [
    "/index.html",
    "/app.js",
    "/app.js",
    "/chunk-A.js",
    "/runtime.wasm",
    "/photo.png",
    "/weights/manifest.json",
    "/weights/model.bin",
    "/missing.wasm",
  ];
  const { scripts, wasm, weights, total } = countDownload(requests, files);
  expect([scripts.raw, wasm.raw, weights.raw, total.raw]).toEqual([script.length + 1, 300, 52, script.length + 353]);
  expect(scripts.gzip).toBe(gzipSync(script, { level: 9 }).length + gzipSync("1", { level: 9 }).length);
  expect(total.gzip).toBe(scripts.gzip + wasm.gzip + weights.gzip);
});
