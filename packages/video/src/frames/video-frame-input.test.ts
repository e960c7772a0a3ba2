import { expect, jest, test } from "@jest/globals";
import { createFrameReader } from "./video-frame-input";

const pixels = () => ({ width: 1, height: 1, data: new Uint8Array(3), close: jest.fn() });

test("frames are dated by their own time, or by their place", () => {
  const read = createFrameReader({ frameRate: 25, closeFrames: false });
  expect(read("a.png")).toMatchObject({ index: 0, image: "a.png", timestamp: 0 });
  expect(read({ image: "b.png", timestamp: 7 })).toMatchObject({ index: 1, image: "b.png", timestamp: 7 });
  expect(read({ image: "c.png", skippedFrames: 3 })).toMatchObject({ index: 5, timestamp: 0.2 });
  expect(read("d.png")).toMatchObject({ index: 6, timestamp: 0.24 });
});

test("pictures are closed only when asked, a frame's own close always and instead", () => {
  const [kept, freed, owned] = [pixels(), pixels(), pixels()];
  createFrameReader({ frameRate: 25, closeFrames: false })(kept).close();
  expect(kept.close).not.toHaveBeenCalled();
  const read = createFrameReader({ frameRate: 25, closeFrames: true });
  read(freed).close();
  expect(freed.close).toHaveBeenCalledTimes(1);
  read("a.png").close();
  const close = jest.fn();
  read({ image: owned, close }).close();
  expect(close).toHaveBeenCalledTimes(1);
  expect(owned.close).not.toHaveBeenCalled();
});
