import { describe, expect, it } from "@jest/globals";
import {
  DataError,
  DisposedError,
  DownloadError,
  FagrError,
  ImageError,
  InvalidArgumentError,
  RuntimeMissingError,
  TrainingError,
  WeightsError,
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
  ])("%s carries its name, code, fields and cause", (error, name, code, fields) => {
    expect(error).toBeInstanceOf(FagrError);
    expect(error).toMatchObject({ name, code, message: "no", cause, ...fields });
  });

  it("says what was disposed and what to do", () => {
    expect(new DisposedError("model")).toMatchObject({ code: "DISPOSED", name: "DisposedError" });
    expect(new DisposedError("model").message).toMatch(/model.*disposed.*new one/);
  });
});
