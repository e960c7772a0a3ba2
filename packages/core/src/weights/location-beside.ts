/**
 * The location of a file in the same folder as another.
 *
 * @param source - URL or path of the other.
 * @param path - Of the file, relative to that folder, with forward slashes.
 *
 * @example
 * ```ts
 * locationBeside("https://example.org/models/manifest.json?version=3", "model.bin"); // https://example.org/models/model.bin
 * ```
 */
export function locationBeside(source: URL | string, path: string): URL | string {
  const text = String(source);
  if (/^[a-z][a-z0-9+.-]+:/i.test(text)) return new URL(path, text);
  return text.replace(/[^/\\]*$/, "") + path;
}
