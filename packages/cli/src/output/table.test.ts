import { expect, test } from "@jest/globals";
import { formatTable } from "./table";

test("columns are as wide as their widest cell, numbers flush right", () => {
  const rows = [
    ["conv", "7"],
    ["bottleneck", "1234"],
  ];
  expect(formatTable(["operator", "n"], rows, { right: ["n"] })).toEqual([
    "operator       n",
    "conv           7",
    "bottleneck  1234",
  ]);
});
