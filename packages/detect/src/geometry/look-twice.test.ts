import { expect, test } from "@jest/globals";
import { plainPicture } from "../test-support/pictures";
import { lookTwice } from "./look-twice";
import type { ScoredBox } from "./non-maximum-suppression";

const image = plainPicture(200, 100);
const options = { contentSizes: [64, 32], largestShare: 0.4 } as const;
/** Large from 80 pixels on. */
const face = (size: number, score = 0.9): ScoredBox => ({ box: { x: 0, y: 0, width: 10, height: size }, score });

async function look(first: ScoredBox[], second: ScoredBox[]) {
  const asked: number[] = [];
  const candidates = await lookTwice(
    image,
    async (contentSize) => {
      asked.push(contentSize);
      return asked.length === 1 ? first : second;
    },
    options,
  );
  return { asked, candidates };
}

test("small faces need one look", async () => {
  const small = face(80);
  expect(await look([small], [])).toEqual({ asked: [64], candidates: [small] });
});

test("nothing found: the second look answers", async () => {
  const large = face(90);
  expect(await look([], [large])).toEqual({ asked: [64, 32], candidates: [large] });
  expect(await look([], [])).toEqual({ asked: [64, 32], candidates: [] });
});

test("a large face is taken from the second look, small ones from both", async () => {
  const [large, small, better, smallToo] = [face(90, 0.99), face(20), face(95, 0.7), face(21)];
  const { asked, candidates } = await look([large, small], [better, smallToo]);
  expect(asked).toEqual([64, 32]);
  expect(candidates).toEqual([small, better, smallToo]);
});

test("a large face that the second look misses is kept", async () => {
  const [large, small] = [face(90), face(20)];
  expect((await look([large], [small])).candidates).toEqual([large, small]);
});
