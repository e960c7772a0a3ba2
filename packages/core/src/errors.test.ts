import { describe, expect, it, jest } from "@jest/globals";
import {
  DataError,
  DisposedError,
  DownloadError,
  FagrError,
  ImageError,
  InvalidAnswerError,
  InvalidArgumentError,
  isFagrError,
  PoolFullError,
  RuntimeMissingError,
  TrainingError,
  WeightsError,
  WorkerCrashedError,
} from "./errors";

const cause = new Error("below");

describe("errors", () => {
  it.each([
    [new InvalidArgumentError("no", { cause }), "InvalidArgumentError", "INVALID_ARGUMENT", {}],
    [new ImageError("a.jpg", "no", { cause }), "ImageError", "IMAGE_UNREADABLE", { source: "a.jpg" }],
    [new WeightsError("no", { cause }), "WeightsError", "WEIGHTS_INVALID", {}],
    [new DownloadError("http://a", "no", { cause }), "DownloadError", "DOWNLOAD_FAILED", { url: "http://a" }],
    [
      new RuntimeMissingError("sharp", "no", { cause }),
      "RuntimeMissingError",
      "RUNTIME_MISSING",
      { packageName: "sharp" },
    ],
    [new DataError("a.csv", "no", { cause }), "DataError", "DATA_INVALID", { file: "a.csv" }],
    [new TrainingError("no", { cause }), "TrainingError", "TRAINING_FAILED", {}],
    [new PoolFullError(8, "no", { cause }), "PoolFullError", "POOL_FULL", { queue: 8 }],
    [new InvalidAnswerError("webgl", "no", { cause }), "InvalidAnswerError", "ANSWER_INVALID", { backend: "webgl" }],
    [new WorkerCrashedError("no", { cause }), "WorkerCrashedError", "WORKER_CRASHED", {}],
  ])("%s carries its name, code, fields and cause", (error, name, code, fields) => {
    expect(error).toBeInstanceOf(FagrError);
    expect(error).toMatchObject({ name, code, message: "no", cause, ...fields });
  });

  it("are known by their mark, also those of a second copy of the library", async () => {
    jest.resetModules();
    const copy = await import("./errors");
    const foreign = new copy.DataError("a.csv", "no");
    expect(foreign).not.toBeInstanceOf(FagrError);
    expect(isFagrError(foreign)).toBe(true);
    expect(isFagrError(foreign, "DATA_INVALID")).toBe(true);
    expect(isFagrError(foreign, "DISPOSED")).toBe(false);
    const others = [new TypeError("no"), { code: "DATA_INVALID" }, null, undefined, "DATA_INVALID"];
    expect(others.map((other) => isFagrError(other))).toEqual(others.map(() => false));
    expect(Object.keys(foreign)).not.toContain("fagr.error");
  });

  it("says what was disposed and what to do", () => {
    expect(new DisposedError("model")).toMatchObject({ code: "DISPOSED", name: "DisposedError" });
    expect(new DisposedError("model").message).toMatch(/model.*disposed.*new one/);
  });
});
