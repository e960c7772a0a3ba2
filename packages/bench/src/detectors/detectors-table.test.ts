import { expect, it } from "@jest/globals";
import { detectorsTable } from "./detectors-table";

it("divides by the time of the last runtime for the same job and photo", () => {
  const table = detectorsTable([
    { job: "ssd", photo: 640, runtime: "engine", faces: 1, times: [40, 30, 50] },
    { job: "ssd", photo: 640, runtime: "onnxruntime-web", faces: 1, times: [100, 60, 90] },
    { job: "ssd", photo: 320, runtime: "engine", faces: 2, times: [6] },
    { job: "ssd", photo: 320, runtime: "onnxruntime-web", faces: 2, times: [10] },
  ]);
  const cells = table
    .split("\n")
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(cells.map((row) => row.slice(-2))).toEqual([
    ["0.60", "0.60"],
    ["1.00", "1.00"],
    ["0.44", "0.50"],
    ["1.00", "1.00"],
  ]);
});
