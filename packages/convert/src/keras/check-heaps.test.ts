import { expect, test } from "@jest/globals";
import { checkHeaps } from "./check-heaps";

const start = 96;
const collection = 64;

/** A superblock of version 0 with lengths of eight bytes, and a heap that holds one string of eight letters and free space. */
function fileWithHeap({ stringSize = 8, freeSize = 24 }: { stringSize?: number; freeSize?: number } = {}): Uint8Array {
  const bytes = new Uint8Array(256);
  const view = new DataView(bytes.buffer);
  bytes.set([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.set([8, 8], 13);
  bytes.set([0x47, 0x43, 0x4f, 0x4c, 1, 0, 0, 0], start);
  view.setUint32(start + 8, collection, true);
  view.setUint16(start + 16, 1, true);
  view.setUint32(start + 24, stringSize, true);
  view.setUint32(start + 48, freeSize, true);
  return bytes;
}

test("a heap whose objects fill it is taken, and so is a file without one", () => {
  expect(() => checkHeaps(fileWithHeap())).not.toThrow();
  expect(() => checkHeaps(new Uint8Array(64))).not.toThrow();
});

test.each([
  ["a string that is longer than its heap", { stringSize: 4096 }],
  ["free space without a size, where reading would go round for ever", { freeSize: 0 }],
  ["free space that ends behind the heap", { freeSize: 64 }],
])("%s is refused", (_, damage) => {
  expect(() => checkHeaps(fileWithHeap(damage))).toThrow(/strings at byte 96 are damaged/);
});
