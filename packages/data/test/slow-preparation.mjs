// Prepares the pictures of a folder slowly, for tests that kill it: slow-preparation.mjs PICTURES OUT
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { prepareCrops } from "../dist/index.js";

const [pictures, folder] = process.argv.slice(2);
const nothing = async () => {};
await prepareCrops(
  [
    {
      name: "made-up",
      root: pictures,
      read: () =>
        readdirSync(pictures)
          .sort()
          .map((name, index) => ({
            file: join(pictures, name),
            age: 18 + (index % 48),
            gender: index % 2,
            domain: "asian",
            source: "made-up",
          })),
    },
  ],
  {
    folder,
    size: 16,
    detector: {
      name: "every tenth has none",
      async detect(image) {
        await new Promise((resolve) => setTimeout(resolve, 4));
        return image.data[0] % 10 === 0 ? [] : [{ box: { x: 10, y: 5, width: 40, height: 40 }, score: 1 }];
      },
      dispose: nothing,
      [Symbol.asyncDispose]: nothing,
    },
    onProgress: ({ phase, done }) => phase === "cutting" && console.log(done),
  },
);
