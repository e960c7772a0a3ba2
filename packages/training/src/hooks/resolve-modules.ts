/**
 * A recipe from a file with the addresses of its modules in full: those that are relative are relative to the file.
 *
 * @param base - The file's URL.
 */
export function resolveModules(recipe: unknown, base: string | URL): unknown {
  if (Array.isArray(recipe)) return recipe.map((entry) => resolveModules(entry, base));
  if (typeof recipe !== "object" || recipe === null) return recipe;
  return Object.fromEntries(
    Object.entries(recipe).map(([name, value]) => {
      const isRelative = name === "module" && typeof value === "string" && /^\.{0,2}\//.test(value);
      // What is handed to a module is its own.
      if (name === "options") return [name, value];
      return [name, isRelative ? new URL(value, base).href : resolveModules(value, base)];
    }),
  );
}
