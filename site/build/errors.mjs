// A page for each error code: what the class says, its fields, what to do (docs/errors), and every message that the sources have for it.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import ts from "typescript";
import { home, root } from "./workspace.mjs";

const file = "packages/core/src/errors.ts";

/** @param {URL} pages */
export async function writeErrorPages(pages) {
  const classes = await readClasses();
  const messages = await readMessages(classes);
  const head = await readFile(new URL("docs/errors/README.md", root), "utf8");
  const [snippet] = /^```ts\n[\s\S]*?^```$/m.exec(head);
  const folder = new URL("errors/", pages);
  await mkdir(folder, { recursive: true });
  for (const one of classes) {
    const advice = await readFile(new URL(`docs/errors/${one.code}.md`, root), "utf8");
    await writeFile(
      new URL(`${one.code}.md`, folder),
      errorPage(one, { advice, snippet, messages: messages.get(one.name) ?? [] }),
    );
  }
  const rows = classes.map(
    ({ code, name, text }) => `| [\`${code}\`](./${code}.md) | \`${name}\` | ${firstSentence(text)} |`,
  );
  await writeFile(
    new URL("index.md", folder),
    `${head}\n| code | class | what happened |\n| --- | --- | --- |\n${rows.join("\n")}\n`,
  );
}

/** The lines of docs/errors/README.md, which the tests compile, with the page's own code. */
const snippetFor = (code, snippet) => snippet.replace(/"[A-Z]+_[A-Z]+"/, `"${code}"`);

function errorPage({ code, name, text, fields }, { advice, snippet, messages }) {
  const also =
    fields.length > 0
      ? ` Beside \`code\`, \`message\` and \`cause\` it has ${fields.map((field) => `\`${field}\``).join(", ")}.`
      : "";
  const list = messages.map(
    ({ text: message, from }) => `- ${escapeText(message)} ([source](${home}/blob/main/${from}))`,
  );
  const known =
    list.length > 0
      ? `\n## Its messages\n\nAs they stand in the sources; \`…\` is what is filled in.\n\n${list.join("\n")}\n`
      : "";
  return `---
editFrom: docs/errors/${code}.md
prev: false
next: { text: "All errors", link: "/errors/" }
---

# ${code}

\`${name}\`: ${text}${also}

${advice.replace(/^# .*\n+/, "").trim()}

## In code

${snippetFor(code, snippet)}
${known}`;
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
    const builder = node.members.find(ts.isConstructorDeclaration);
    const parameters = builder?.parameters.map((parameter) => parameter.name.getText()) ?? [];
    // Most take their message whole; DISPOSED's puts its argument into a sentence.
    const template = /super\("[A-Z_]+", `([^`]*)`/.exec(node.getText())?.[1];
    const text = ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(node)[0]?.comment) ?? "";
    return [{ name: node.name.text, code, fields, text: text.replaceAll(/\s+/g, " "), parameters, template }];
  });
}

/** The messages by class, each as often as it is written. */
async function readMessages(classes) {
  const found = new Map(classes.map(({ name }) => [name, []]));
  const known = new Map(classes.map((one) => [one.name, one]));
  for (const path of await sourceFiles()) {
    const source = ts.createSourceFile(
      path,
      await readFile(new URL(`packages/${path}`, root), "utf8"),
      ts.ScriptTarget.Latest,
    );
    const visit = (node) => {
      if (ts.isNewExpression(node) && found.has(node.expression.text)) {
        const text = writtenMessage(node.arguments ?? [], known.get(node.expression.text));
        const messages = found.get(node.expression.text);
        // The same words at several lines of a file are one message.
        if (text && !messages.some((one) => one.text === text)) messages.push({ text, from: `packages/${path}` });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** What an error of the class will say, as far as it stands in the call, or undefined. */
function writtenMessage(passed, { parameters, template }) {
  if (template) {
    const text = passed[0] && messageOf(passed[0]);
    return text && template.replace(/\$\{\w+\}/, () => text);
  }
  const argument = passed[parameters.indexOf("message")];
  const text = argument && messageOf(argument);
  return text && /\s/.test(text) && !/^\W*…\W*$/.test(text) ? text : undefined;
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

const firstSentence = (text) => /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
const escapeText = (text) =>
  text.replaceAll(/[<>{}[\]*_`|\\]/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll("\n", " ");
