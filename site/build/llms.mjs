// llms.txt, which lists the pages, and llms-full.txt, which holds the guides: for language models that help people to use the library.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { sections } from "../.vitepress/sections.mjs";
import { base, home, version } from "./workspace.mjs";

const [, owner] = /github\.com\/([^/]+)/.exec(home);
const address = `https://${owner}.github.io${base}`;

/** @param {URL} pages */
export async function writeLlmsTexts(pages) {
  const head = `# fagr\n\n> Age and gender of faces in JavaScript and TypeScript, in Node and browsers, on the user's own machine. Version ${version}. Answers are apparent age (18 to 65) and apparent gender, each with its doubt.\n`;
  const list = sections.map(
    ({ text, items }) =>
      `## ${text}\n\n${items.map((item) => `- [${item.text}](${address}${item.link.slice(1)})`).join("\n")}\n`,
  );
  const full = [];
  for (const { link } of sections.flatMap(({ items }) => items)) {
    if (link.startsWith("/reference")) continue;
    const file = `${link.slice(1)}${link.endsWith("/") ? "index" : ""}.md`;
    const text = await readFile(new URL(file, pages), "utf8");
    full.push(`<!-- ${address}${link.slice(1)} -->\n\n${text.replace(/^---\n[\s\S]*?\n---\n+/, "")}`);
  }
  await mkdir(new URL("public/", pages), { recursive: true });
  await writeFile(new URL("public/llms.txt", pages), `${head}\n${list.join("\n")}`);
  await writeFile(new URL("public/llms-full.txt", pages), `${head}\n${full.join("\n\n")}`);
}
