// Builds the site into site/dist, offline:
//   npm run site
// Everything that is read lies in docs/ and in the packages' sources; site/pages is put together anew each time.
import { cp, mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vitepress";
import { writeErrorPages } from "./errors.mjs";
import { bringGuides } from "./guides.mjs";
import { writeLlmsTexts } from "./llms.mjs";
import { writeReference } from "./reference.mjs";

const site = fileURLToPath(new URL("..", import.meta.url));
const pages = new URL("../pages/", import.meta.url);

const step = async (name, work) => {
  const start = performance.now();
  await work();
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
};

await rm(pages, { recursive: true, force: true });
await mkdir(pages);
await step("Guides", () => bringGuides(pages));
await step("Errors", () => writeErrorPages(pages));
if (!process.argv.includes("--without-reference")) await step("Reference", () => writeReference(pages));
await step("Texts for language models", () => writeLlmsTexts(pages));
await cp(new URL("../public/", import.meta.url), new URL("public/", pages), { recursive: true });
// The live demo's sample, at an address of its own: pictures of pages get names of their contents.
await cp(
  new URL("../../examples/browser-demo/src/samples/astronaut.jpg", import.meta.url),
  new URL("public/astronaut.jpg", pages),
);
await step("Pages", () => build(site));
