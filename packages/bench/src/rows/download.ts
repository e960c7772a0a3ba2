import { gzipSync } from "node:zlib";
import { partOf } from "./page-bundle";
import type { Download } from "./row";

/**
 * Bytes of the files that a page asked for, each once: browsers keep what they have.
 *
 * @param requests - Paths; what the server does not have counts nothing.
 */
export function countDownload(requests: readonly string[], files: ReadonlyMap<string, Uint8Array | string>): Download {
  const zero = () => ({ raw: 0, gzip: 0 });
  const download = { scripts: zero(), wasm: zero(), weights: zero(), total: zero() };
  for (const path of new Set(requests)) {
    const [content, part] = [files.get(path), partOf(path)];
    if (content === undefined || part === null) continue;
    const bytes = Buffer.from(content);
    const compressed = gzipSync(bytes, { level: 9 }).length;
    for (const sum of [download[part], download.total]) {
      sum.raw += bytes.length;
      sum.gzip += compressed;
    }
  }
  return download;
}
