/** Packages by audience; those that are not named come last. */
const audiences = {
  "Begin here": [
    "fagr",
    "@fagr/core",
    "@fagr/analyzer",
    "@fagr/element",
    "@fagr/detect",
    "@fagr/video",
    "@fagr/weights",
  ],
  "Where it runs": ["@fagr/backend-", "@fagr/engine"],
  "Train and measure": ["@fagr/data", "@fagr/evaluation", "@fagr/training", "@fagr/convert", "@fagr/wasm-gradients"],
};

/** TypeDoc puts the packages of a scope into a group without a page. */
const modulesOf = (node) => (node.path ? [node] : (node.children ?? []).flatMap(modulesOf));

/** TypeDoc's navigation as VitePress' side bar. */
export const referenceSidebar = (navigation) => groupByAudience(navigation.flatMap(modulesOf).map(toItem));

/** Entries of packages by whom they are for. @param {{ text: string, link: string }[]} modules */
export function groupByAudience(modules) {
  const belongs = (text, names) =>
    names.some((name) => text === name || text.startsWith(name.endsWith("-") ? name : `${name}/`));
  const groups = Object.entries(audiences).map(([text, names]) => ({
    text,
    items: names.flatMap((name) => modules.filter((module) => belongs(module.text, [name]))),
  }));
  const placed = new Set(groups.flatMap(({ items }) => items));
  const others = modules.filter((module) => !placed.has(module));
  return [...groups, ...(others.length > 0 ? [{ text: "Others", items: others }] : [])];
}

/** Modules alone: every page holds its side bar, and with all names in it the pages weighed 264 MB together. */
const toItem = ({ title, path }) => ({ text: title, link: `/reference/${path.replace(/(index)?\.md$/, "")}` });
