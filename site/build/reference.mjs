// The reference, by TypeDoc, as Markdown among the other pages, so that one search and one check of links cover it.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Application, TSConfigReader } from "typedoc";
import { referenceSidebar } from "../.vitepress/reference-sidebar.mjs";
import { categories } from "./typedoc-people.mjs";
import { root } from "./workspace.mjs";

/** @param {URL} pages */
export async function writeReference(pages) {
  process.chdir(fileURLToPath(root));
  const { default: options } = await import("../../typedoc.config.mjs");
  const settings = {
    ...options,
    plugin: [
      ...options.plugin,
      "typedoc-plugin-markdown",
      fileURLToPath(new URL("typedoc-people.mjs", import.meta.url)),
    ],
    out: fileURLToPath(new URL("reference/", pages)),
    readme: "none",
    entryFileName: "index",
    modulesFileName: "modules",
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useCodeBlocks: true,
    expandObjects: true,
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    classPropertiesFormat: "table",
    typeDeclarationFormat: "table",
    navigationJson: fileURLToPath(new URL("reference/navigation.json", pages)),
    navigation: { includeCategories: true, includeGroups: false },
    categorizeByGroup: false,
    categoryOrder: [...Object.keys(categories), "*"],
    defaultCategory: "More",
    groupOrder: ["Functions", "Interfaces", "Type Aliases", "Variables", "Classes", "*"],
    treatValidationWarningsAsErrors: true,
    logLevel: "Warn",
  };
  // Without the reader of typedoc.config.mjs: it would take the file's list of plugins for the one here.
  const app = await Application.bootstrapWithPlugins(settings, [new TSConfigReader()]);
  const project = await app.convert();
  if (!project) throw new Error("TypeDoc could not read the sources.");
  app.validate(project);
  if (app.logger.hasErrors()) throw new Error("TypeDoc found links that lead nowhere, see above.");
  app.outputs.setDefaultOutputName("markdown");
  await app.generateOutputs(project);
  await writeFile(new URL("reference/index.md", pages), await frontPage(pages));
}

/** What the reference opens with: the packages by whom they are for, each with what it is, and the calls that most people need. */
async function frontPage(pages) {
  const navigation = JSON.parse(await readFile(new URL("reference/navigation.json", pages), "utf8"));
  const descriptions = await readDescriptions();
  const isPackage = ({ text }) => descriptions.has(text);
  const entriesOf = (name, items) => items.filter(({ text }) => text.startsWith(`${name}/`));
  const toPage = ({ text, link }, label = text) => `[\`${label}\`](${link.replace("/reference/", "./")}index.md)`;
  const row = (item, items) => {
    const entries = entriesOf(item.text, items).map((entry) => toPage(entry, entry.text.slice(item.text.length)));
    return `- ${toPage(item)}: ${descriptions.get(item.text)}.${entries.length > 0 ? ` Entries: ${entries.join(", ")}.` : ""}`;
  };
  const groups = referenceSidebar(navigation).map(
    ({ text, items }) =>
      `## ${text}\n\n${items
        .filter(isPackage)
        .map((item) => row(item, items))
        .join("\n")}\n`,
  );
  const calls = [
    ["Faces of a picture", "@fagr/analyzer/functions/createFaceAnalyzer", "createFaceAnalyzer"],
    ["with a model and a detector of your choice", "@fagr/core/functions/analyzeFaces", "analyzeFaces"],
    ["many pictures", "@fagr/core/functions/analyzeImages", "analyzeImages"],
    ["a model alone, for crops", "@fagr/core/functions/loadAgeGenderModel", "loadAgeGenderModel"],
    ["what an answer holds", "@fagr/core/interfaces/AnalyzedFace", "AnalyzedFace"],
    ["what a picture may be", "@fagr/core/type-aliases/ImageInput", "ImageInput"],
    ["errors", "@fagr/core/functions/isFagrError", "isFagrError"],
  ].map(([words, page, name]) => `| ${words} | [\`${name}\`](./${page}.md) |`);
  return `# Reference

| you want | call |
| --- | --- |
${calls.join("\n")}

${groups.join("\n")}`;
}

/** What each published package says of itself. @returns {Promise<Map<string, string>>} */
async function readDescriptions() {
  const folders = await readdir(new URL("packages/", root));
  const manifests = await Promise.all(
    folders.map(async (folder) => JSON.parse(await readFile(new URL(`packages/${folder}/package.json`, root), "utf8"))),
  );
  return new Map(manifests.map(({ name, description }) => [name, description?.replaceAll("<", "&lt;")]));
}
