// For tsup: what a package imports of core's doors for tools, it asks for as `#core/…`, a name of its own package.json ("imports").
// Applications that point `@fagr/core` at one file, as esbuild's `alias` does, would have `@fagr/core/backend` looked for in a
// folder of that file's name. See docs/decisions/0053-core-s-doors-by-imports.md.
const doors = /^@fagr\/core\/(backend|network)$/;

/** Options for tsup. */
export const coreDoors = {
  // tsup leaves dependencies alone before plugins see them; this one is asked about these two.
  noExternal: [doors],
  esbuildPlugins: [
    {
      name: "core-doors",
      setup(build) {
        build.onResolve({ filter: doors }, ({ path }) => ({ path: path.replace("@fagr/", "#"), external: true }));
      },
    },
  ],
};
