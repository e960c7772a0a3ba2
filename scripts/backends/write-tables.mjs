// The tables of backends in README.md and the guides, between comments: <!-- backends:calls --> ... <!-- /backends:calls -->.
import { callOf, installOf } from "./read-backends.mjs";

/** @typedef {import("./read-backends.mjs").Backend} Backend */

/** @param {Backend} backend */
const placesOf = ({ environments }) =>
  ["node", "browser"]
    .filter((one) => environments.includes(/** @type {"node" | "browser"} */ (one)))
    .map((one) => (one === "node" ? "Node" : "browsers"))
    .join(", ");

/**
 * What to install, in words.
 * @param {Backend} backend
 * @param {ReadonlySet<string>} present
 */
function installCell(backend, present) {
  if (present.has(backend.package)) return "comes with `@fagr/backend-auto`";
  const [common, inNode] = [installOf(backend, "browser"), backend.nodePeers ?? []];
  return [
    `\`${common.join(" ")}\``,
    ...(inNode.length > 0 ? [`in Node also \`${inNode.join(" ")}\``] : []),
    ...(backend.afterInstall ? [`then \`${backend.afterInstall}\``] : []),
  ].join("; ");
}

/** @type {Record<string, (backends: Backend[], context: { home: string, present: ReadonlySet<string> }) => string[][]>} */
const tables = {
  /** For who writes a program. */
  calls: (backends, { home }) => [
    ["`backend`", "runs on", "in", "package"],
    ...backends.map((one) => {
      const { module, call } = callOf(one);
      const folder = one.package.replace("@fagr/", "");
      return [`\`${call}\``, one.runsOn, placesOf(one), `[\`${module}\`](${home}packages/${folder})`];
    }),
    [
      "`autoBackend()`",
      "the fastest one available; says why it passed over the others",
      "Node, browsers",
      `[\`@fagr/backend-auto\`](${home}packages/backend-auto)`,
    ],
  ],
  /** For who installs. */
  install: (backends, { present }) => [
    ["name", "in", "install"],
    ...backends.map((one) => [`\`${one.name}\``, placesOf(one), installCell(one, present)]),
  ],
};

/**
 * A page with its tables written anew.
 * @param {string} text
 * @param {Backend[]} backends
 * @param {{ home: string, present: ReadonlySet<string> }} context  home: the address of the repository's root, as links of this page say it
 */
export function withTables(text, backends, context) {
  return text.replace(/(<!-- backends:(\w+) -->\n)[\s\S]*?(<!-- \/backends:\2 -->)/g, (_, open, kind, close) => {
    const table = tables[kind];
    if (!table) throw new Error(`Expected a table of ${Object.keys(tables).join(", ")}, received backends:${kind}.`);
    const [head, ...rows] = table(backends, context);
    const lines = [head, (head ?? []).map(() => "---"), ...rows].map((cells) => `| ${(cells ?? []).join(" | ")} |`);
    return `${open}\n${lines.join("\n")}\n\n${close}`;
  });
}
