// A page for each error code: what the class says, its fields, what to do (docs/errors), and every message that the sources have for it.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import ts from "typescript";
import { home, root } from "./workspace.mjs";

const file = "packages/core/src/errors.ts";

/** @param {URL} pages */
export async function writeErrorPages(pages) {
  const classes = await readClasses();
  const messages = await readMessages(classes.map(({ name }) => name));
  const folder = new URL("errors/", pages);
  await mkdir(folder, { recursive: true });
  for (const one of classes) {
    const advice = await readFile(new URL(`docs/errors/${one.code}.md`, root), "utf8");
    await writeFile(new URL(`${one.code}.md`, folder), errorPage(one, advice, messages.get(one.name) ?? []));
  }
  const rows = classes.map(
    ({ code, name, text }) => `| [\`${code}\`](./${code}.md) | \`${name}\` | ${firstSentence(text)} |`,
  );
  const head = await readFile(new URL("docs/errors/README.md", root), "utf8");
  await writeFile(
    new URL("index.md", folder),
    `${head}\n| code | class | what happened |\n| --- | --- | --- |\n${rows.join("\n")}\n`,
  );
}

function errorPage({ code, name, text, fields }, advice, messages) {
  const also =
    fields.length > 0
      ? ` Beside \`code\`, \`message\` and \`cause\` it has ${fields.map((field) => `\`${field}\``).join(", ")}.`
      : "";
  const list = messages.map(
    ({ text: message, from }) => `- ${escapeText(message)} ([source](${home}/blob/main/${from}))`,
  );
  return `---
editFrom: docs/errors/${code}.md
---

# ${code}

\`${name}\`: ${text}${also}

\`\`\`ts
if (isFagrError(error, "${code}")) console.error(error.message);
\`\`\`

${advice.trim()}

## Its messages

As they stand in the sources; \`…\` is what is filled in.

${list.join("\n")}
`;
}

/** The classes of errors.ts that have a code of their own. */
async function readClasses() {
  const source = ts.createSourceFile(file, await readFile(new URL(file, root), "utf8"), ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isClassDeclaration).flatMap((node) => {
    const code = /super\("([A-Z_]+)"/.exec(node.getText())?.[1];
    if (!code) return [];
    const fields = node.members
      .filter(ts.isPropertyDeclaration)
      .map((member) => member.name.getText())
      .filter((field) => field !== "name");
    const text = ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(node)[0]?.comment) ?? "";
    return [{ name: node.name.text, code, fields, text: text.replaceAll(/\s+/g, " ") }];
  });
}

/** The messages by class, each as often as it is written. */
async function readMessages(names) {
  const found = new Map(names.map((name) => [name, []]));
  for (const path of await sourceFiles()) {
    const source = ts.createSourceFile(
      path,
      await readFile(new URL(`packages/${path}`, root), "utf8"),
      ts.ScriptTarget.Latest,
    );
    const visit = (node) => {
      if (ts.isNewExpression(node) && found.has(node.expression.text)) {
        const texts = (node.arguments ?? []).map(messageOf).filter((text) => text && /\s/.test(text));
        const [text] = texts.sort((one, other) => other.length - one.length);
        if (text && !/^\W*…\W*$/.test(text)) found.get(node.expression.text).push({ text, from: `packages/${path}` });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

async function sourceFiles() {
  const folders = await readdir(new URL("packages/", root));
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(new URL(`packages/${folder}/src/`, root), { recursive: true }).catch(() => []);
      return names.map((name) => `${folder}/src/${name}`);
    }),
  );
  return files
    .flat()
    .filter((path) => path.endsWith(".ts") && !/\.test\.ts$|^(testing|bench)\//.test(path))
    .sort();
}

function messageOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("");
  if (ts.isBinaryExpression(node)) return `${messageOf(node.left) ?? "…"}${messageOf(node.right) ?? "…"}`;
  return undefined;
}

const firstSentence = (text) => /^.*?[.:](?=\s|$)/.exec(text)?.[0] ?? text;
const escapeText = (text) =>
  text.replaceAll(/[<>{}[\]*_`|\\]/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll("\n", " ");
