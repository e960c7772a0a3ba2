// llms.txt, which lists the pages, and llms-full.txt, which holds the guides: for language models that help people to use the library.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { sections } from "../.vitepress/sections.mjs";
import { base, home, version } from "./workspace.mjs";

const [, owner] = /github\.com\/([^/]+)/.exec(home);
const address = `https://${owner}.github.io${base}`;

/** @param {URL} pages */
export async function writeLlmsTexts(pages) {
  const head = `# fagr\n\n> Age and gender of faces in JavaScript and TypeScript, in Node and browsers, on the user's own machine. Version ${version}. Answers are apparent age (18 to 65; 0 to 100 with \`@fagr/weights/all-ages\`) and apparent gender, each with its doubt.\n`;
  const codes = (await readdir(new URL("errors/", pages))).filter((name) => /^[A-Z_]+\.md$/.test(name)).sort();
  const errors = codes.map((name) => ({ text: name.slice(0, -3), link: `/errors/${name.slice(0, -3)}` }));
  const all = [...sections, { text: "A page for each error code", items: errors }];
  await checkComplete(pages, all);
  const list = [];
  const full = [];
  for (const { text, items } of all) {
    list.push(`## ${text}\n`);
    for (const { text: name, link } of items) {
      const page = link.startsWith("/reference") ? "" : await readPage(pages, link);
      const about = firstSentence(page);
      list.push(`- [${name}](${address}${link.slice(1)})${about && `: ${about}`}`);
      if (page) full.push(`<!-- ${address}${link.slice(1)} -->\n\n${page}`);
    }
    list.push("");
  }
  await mkdir(new URL("public/", pages), { recursive: true });
  await writeFile(new URL("public/llms.txt", pages), `${head}\n${list.join("\n")}`);
  await writeFile(new URL("public/llms-full.txt", pages), `${head}\n${full.join("\n\n")}`);
}

/** A page without its front matter. @param {URL} pages @param {string} link */
async function readPage(pages, link) {
  const file = `${link.slice(1)}${link.endsWith("/") ? "index" : ""}.md`;
  return (await readFile(new URL(file, pages), "utf8")).replace(/^---\n[\s\S]*?\n---\n+/, "");
}

/** What a page says first, in plain words; nothing where it opens with code or a table. @param {string} page */
function firstSentence(page) {
  const paragraph = page.replace(/^# .*\n+/, "").split("\n\n", 1)[0];
  if (/^(?:```|[|<#!-])/.test(paragraph)) return "";
  const words = paragraph.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/\s+/g, " ");
  return /^.*?[.:](?=\s|$)/.exec(words)?.[0].replace(/:$/, ".") ?? words;
}

/** A guide that no list names is found by nobody. @throws Error that names it. */
async function checkComplete(pages, all) {
  const listed = new Set(all.flatMap(({ items }) => items.map(({ link }) => link)));
  for (const folder of ["start", "tasks", "guides"])
    for (const name of await readdir(new URL(`${folder}/`, pages)))
      if (!listed.has(`/${folder}/${name.slice(0, -3)}`))
        throw new Error(
          `site/.vitepress/sections.mjs does not name ${folder}/${name}. Add it to the section where people look for it.`,
        );
}
