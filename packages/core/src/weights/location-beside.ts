import { WeightsError } from "../errors";
import { describeValue } from "../values/describe-value";
import { shortenLocation } from "./shorten-location";

/**
 * The location of a file in the same folder as another, or in a folder below. A path that leads elsewhere is refused, whoever wrote it:
 * `..`, absolute paths, other hosts and schemes such as `file:`. The query of an address goes along, since it may hold the signature
 * that lets the file be read; a query in the path itself takes its place.
 *
 * @param source - URL or path of the other.
 * @param path - Of the file, relative to that folder, with forward slashes.
 * @throws WeightsError for a path that leads elsewhere.
 *
 * @example
 * ```ts
 * locationBeside("https://example.org/models/manifest.json?sig=3", "model.bin"); // https://example.org/models/model.bin?sig=3
 * ```
 */
export function locationBeside(source: URL | string, path: string): URL | string {
  const text = String(source);
  checkPath(path, text);
  if (/^[a-z][a-z0-9+.-]+:/i.test(text)) {
    // data: and blob: addresses have no folder, and what is none at all has no place.
    if (!URL.canParse(path, text)) throw elsewhere(path, text);
    const base = new URL(text);
    const url = new URL(path, base);
    const folder = new URL(".", base);
    if (url.origin !== base.origin || url.protocol !== base.protocol || !url.pathname.startsWith(folder.pathname))
      throw elsewhere(path, text);
    if (url.search === "" && base.protocol !== "file:") url.search = base.search;
    return url;
  }
  const [location, query = ""] = isPage() ? text.split(/(?=\?)/, 2) : [text];
  return location!.replace(/[^/\\]*$/, "") + path + (path.includes("?") ? "" : query);
}

/** In a page a plain path is an address too, which may have a query. */
const isPage = () => typeof globalThis.process?.versions?.node !== "string";

function checkPath(path: unknown, source: string): asserts path is string {
  if (typeof path !== "string" || path === "" || path.length > 1000) throw elsewhere(path, source);
  const decoded = decode(path);
  const parts = decoded.split(/[/\\]/);
  // A colon begins a scheme or follows a drive's letter; a part of dots leads up.
  const leadsAway = /^[/\\]/.test(decoded) || decoded.includes("\\") || decoded.includes("\0");
  if (leadsAway || parts[0]!.includes(":") || parts.some((part) => part.trim() === "..")) throw elsewhere(path, source);
}

/** Addresses may hide dots and slashes behind per cent signs, more than once. */
function decode(path: string): string {
  let text = path;
  for (let round = 0; round < 4; round++)
    try {
      const next = decodeURIComponent(text);
      if (next === text) break;
      text = next;
    } catch {
      break;
    }
  return text;
}

function elsewhere(path: unknown, source: string): WeightsError {
  const shown = typeof path === "string" ? JSON.stringify(shortenLocation(path)) : describeValue(path);
  return new WeightsError(
    `Expected the path of a file beside or below ${shortenLocation(source)}, received ${shown}. A manifest may name files of its own folder only; to use another, pass both by name, as { manifest, file }.`,
  );
}
