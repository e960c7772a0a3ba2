// The sources of @fagr/backend-auto that name the backends. Bundlers must see every import as a literal, so they are written out.
import { codeOf, installOf } from "./read-backends.mjs";

/** @typedef {import("./read-backends.mjs").Backend} Backend */

const header = `// Written by scripts/backends of what the backends say in their package.json: "npm run backends" writes it anew.`;

/**
 * The type of all names.
 * @param {Backend[]} backends
 */
export const namesSource = (backends) => `${header}

/** The names of the backends; Node and browsers have different ones. */
export type BackendName = ${backends.map(({ name }) => JSON.stringify(name)).join(" | ")};
`;

/**
 * The candidates of one environment, each with the import of its package.
 * @param {Backend[]} backends
 * @param {"node" | "browser"} environment
 * @param {ReadonlySet<string>} present  packages that are always installed beside backend-auto
 */
export function candidatesSource(backends, environment, present) {
  const here = backends.filter(({ environments }) => environments.includes(environment));
  const always = here.filter((one) => present.has(one.package));
  const missing = always.length === here.length ? "" : ", missingPackage";
  return `${header}
${always.map((one) => `import { ${one.factory} } from ${JSON.stringify(moduleOf(one))};\n`).join("")}import { type Candidate${missing} } from "./candidate";

/** ${environment === "node" ? "In Node" : "In a browser"}, the fastest first. An import in a \`try\` tells bundlers that the package may be missing. */
export const candidates: readonly Candidate[] = [
${here.map((one) => (present.has(one.package) ? presentCandidate(one) : optionalCandidate(one, environment))).join("\n")}
];
`;
}

/** @param {Backend} backend */
const moduleOf = ({ package: name, entry = "." }) => name + entry.slice(1);

/** @param {Backend} backend */
function callIn({ factory, options, autoOptions }) {
  const all = { ...options, ...autoOptions };
  return `${factory}(${Object.keys(all).length > 0 ? codeOf(all) : ""})`;
}

/** @param {Backend} backend */
const presentCandidate = (backend) =>
  `{ name: ${JSON.stringify(backend.name)}, create: async () => ${callIn(backend)} },`;

/**
 * @param {Backend} backend
 * @param {"node" | "browser"} environment
 */
const optionalCandidate = (backend, environment) => `{
  name: ${JSON.stringify(backend.name)},
  async create() {
    try {
      const { ${backend.factory} } = await import(${JSON.stringify(moduleOf(backend))});
      return ${callIn(backend)};
    } catch (cause) {
      throw missingPackage(${JSON.stringify(installOf(backend, environment))}, cause);
    }
  },
},`;
