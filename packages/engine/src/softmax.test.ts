import { expect, it } from "@jest/globals";
import { writeSoftmax } from "./softmax";

it("is the softmax, and bears large sums", () => {
  const out = new Float32Array(5);
  writeSoftmax(Float32Array.of(1000, 1000 + Math.log(3)), out, 2);
  expect([...out]).toEqual([0, 0, expect.closeTo(0.25, 4), expect.closeTo(0.75, 4), 0]);
});
