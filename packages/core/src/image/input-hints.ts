import { kindOf } from "../values/describe-value";

/** Advice for values that people often pass instead of an image; empty for others. */
export function hintForInput(value: unknown): string {
  if (value === null) return " querySelector() returns null if nothing matches its selector.";
  if (Array.isArray(value)) return " Pass one image per call, or all of them to analyzeImages().";
  if (isBufferOfJson(value)) return " It is a Buffer that went through JSON: pass Buffer.from(value.data).";
  const kind = kindOf(value);
  if (kind === "FileList" || kind === "HTMLInputElement") return " Pass one of its files, such as input.files[0].";
  if (/^(?:HTML|SVG)\w*Element$/.test(kind)) return hintForElement(kind);
  return "";
}

function hintForElement(kind: string): string {
  if (/^HTML(?:Image|Video|Canvas)Element$/.test(kind))
    return " Only browsers can read elements of a page: pass a path or the bytes of a file.";
  return " Only img, video and canvas elements have pixels.";
}

/** Whether a value is what JSON makes of a Buffer: `{ type: "Buffer", data: [...] }`. */
export function isBufferOfJson(value: unknown): boolean {
  const { type, data } = (value ?? {}) as { readonly type?: unknown; readonly data?: unknown };
  return type === "Buffer" && Array.isArray(data);
}

/** Whether a file is a web page. Servers often send one for unknown addresses, with status 200. */
export function isWebPage(bytes: Uint8Array): boolean {
  return /^\W*<(?:!doctype html|html|head|body)[\s>]/i.test(String.fromCharCode(...bytes.subarray(0, 256)));
}

/** The message about an image of too many pixels. */
export function tooManyPixels(source: string, width: number, height: number, maximumPixels: number): string {
  return `Expected an image of at most ${maximumPixels} pixels from ${source}, received one of ${width}x${height}. Make it smaller, or allow it with the option maximumPixels: ${width * height}.`;
}
