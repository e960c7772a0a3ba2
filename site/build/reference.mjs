// The reference, by TypeDoc, as Markdown among the other pages, so that one search and one check of links cover it.
import { fileURLToPath } from "node:url";
import { Application, TSConfigReader } from "typedoc";
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
}
