import { expect, it } from "@jest/globals";
import { Message } from "./wire";

// The expected bytes are the examples of protobuf.dev/programming-guides/encoding.
it.each([
  ["an integer", new Message().integer(1, 150), "089601"],
  ["a string", new Message().string(2, "testing"), "120774657374696e67"],
  ["a message in a message", new Message().message(3, new Message().integer(1, 150)), "1a03089601"],
  ["a negative integer in ten bytes", new Message().integer(1, -2), "08feffffffffffffffff01"],
  ["a float, little-endian", new Message().float(2, 1.5), "150000c03f"],
  ["a field number above 15 in two bytes", new Message().integer(20, 7), "a00107"],
  ["text beyond ASCII", new Message().string(1, "é"), "0a02c3a9"],
  ["a bigint beyond 53 bits", new Message().integer(1, 2n ** 63n - 1n), "08ffffffffffffffff7f"],
])("encodes %s", (_, message, expected) => {
  expect(Buffer.from(message.toBytes()).toString("hex")).toBe(expected);
  expect(message.length).toBe(expected.length / 2);
});
