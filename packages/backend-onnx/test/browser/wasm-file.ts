import { readFileSync } from "node:fs";

const dist = new URL("../../node_modules/onnxruntime-web/dist/", import.meta.url);

/** A file of onnxruntime-web's, to be served beside a page's script. */
export function runtimeFile(name: string): [path: string, content: Uint8Array] {
  return [`/${name}`, readFileSync(new URL(name, dist))];
}
