/** In CommonJS, the path of the script; unknown elsewhere. */
declare const __filename: string | undefined;

/**
 * The address of a file beside the script that runs, where `import.meta.url` is empty: in bundles in CommonJS the bundle's file, in a classic
 * script or worker its address. Bundles as ES modules have `import.meta.url`, which bundlers look for and which is asked first:
 *
 * @example
 * ```ts no-check: the second address is for bundles without import.meta
 * const file = import.meta.url ? new URL("../models/a.bin", import.meta.url) : besideScript("../models/a.bin");
 * ```
 */
export function besideScript(path: string): URL {
  if (typeof __filename === "string") return new URL(path, fileUrl(__filename));
  const { document, location } = globalThis as { document?: Partial<Document>; location?: Partial<Location> };
  const script = (document?.currentScript as HTMLScriptElement | null | undefined)?.src || location?.href || "";
  // Somewhere without an address of its own, the file is asked for under this one, and the message names it.
  return new URL(path, URL.canParse(path, script) ? script : "file:///");
}

/** As Node's `pathToFileURL()`, without Node. */
function fileUrl(path: string): string {
  const slashes = path.replaceAll("\\", "/");
  const encoded = encodeURI(slashes).replaceAll("?", "%3F").replaceAll("#", "%23");
  return `file://${encoded.startsWith("/") ? "" : "/"}${encoded}`;
}
