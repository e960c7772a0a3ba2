// Brings docs/ into the site. Pages keep their places, so links among them stay; those that lead out of docs/ become addresses.
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { posix } from "node:path";
import { links } from "../../scripts/metadata.mjs";
import { exists, root, workspace } from "./workspace.mjs";

/** Pages that have their home outside docs/. */
const elsewhere = {
  "packages/weights/models/age-gender-62/MODEL_CARD.md": "model-card.md",
  "packages/weights/models/age-gender-62-all/MODEL_CARD.md": "model-card-all-ages.md",
  "CONTRIBUTING.md": "contributing.md",
  "SECURITY.md": "security.md",
};

/** @param {URL} pages Where they go. */
export async function bringGuides(pages) {
  // Pages with live parts make no sense elsewhere, and stand in site/ for that.
  for (const page of ["index.md", "measure.md", "model-figures.md"])
    await cp(new URL(`site/${page}`, root), new URL(page, pages));
  for (const file of await readdir(new URL("docs/", root), { recursive: true })) {
    const target = new URL(file, pages);
    if (file.startsWith("api/") || !/\.\w+$/.test(file)) continue;
    await mkdir(new URL(".", target), { recursive: true });
    if (!file.endsWith(".md")) await cp(new URL(`docs/${file}`, root), target);
    else await writeFile(new URL(pageOf(`docs/${file}`), pages), await pageText(`docs/${file}`));
  }
  for (const [file, page] of Object.entries(elsewhere)) await writeFile(new URL(page, pages), await pageText(file));
}

/** Where a file of the repository is on the site, or undefined. */
function pageOf(file) {
  if (elsewhere[file]) return elsewhere[file];
  if (!file.startsWith("docs/")) return undefined;
  return file.slice("docs/".length).replace(/README\.md$/, "index.md");
}

async function pageText(file) {
  const text = await readFile(new URL(file, root), "utf8");
  const body = outsideCode(text, (part) =>
    part.replace(/(\]\()([^)\s]+)(\))/g, (_, open, target, close) => open + siteLink(file, target) + close),
  );
  return `---\neditFrom: ${file}\n---\n\n${body}`;
}

/** A link of a page as the site needs it. @throws Error for one that leads nowhere. */
function siteLink(from, target) {
  if (/^[a-z]+:|^#/.test(target)) return fromHome(from, target);
  const [path, anchor] = target.split("#");
  const file = posix.normalize(posix.join(posix.dirname(from), path));
  if (!exists(file)) throw new Error(`${from} links to ${target}, but there is no ${file}.`);
  return toPage(from, file, anchor) ?? links.toAbsolute(workspace, from, target);
}

/** Addresses of the repository that are pages here stay on the site. */
function fromHome(from, target) {
  const { file, anchor } = links.toFile(workspace, target) ?? {};
  return (file && toPage(from, file, anchor)) ?? target;
}

function toPage(from, file, anchor) {
  const page = pageOf(file);
  if (page === undefined || !/\.\w+$/.test(page)) return undefined;
  const path = posix.relative(posix.dirname(pageOf(from)), page);
  return `${path.startsWith(".") ? path : `./${path}`}${anchor ? `#${anchor}` : ""}`;
}

/** Changes the text between blocks of code. */
function outsideCode(text, change) {
  return text
    .split(/(^```[\s\S]*?^```)/m)
    .map((part) => (part.startsWith("```") ? part : change(part)))
    .join("");
}
