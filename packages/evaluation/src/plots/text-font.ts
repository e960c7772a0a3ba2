import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Glyph } from "opentype.js";

/** Text turned into an SVG path. A machine without fonts can draw it, and all machines draw the same. */
export interface TextPath {
  /** The `d` of an SVG path whose baseline starts at 0,0. */
  readonly path: string;
  /** Advance width, pixels. */
  readonly width: number;
}

/** A typeface that draws text as paths. */
export interface TextFont {
  /** Height of a capital letter as a part of the font size. */
  readonly capitalHeight: number;
  /** Whether it has every letter of a text. */
  covers(text: string): boolean;
  toPath(text: string, size: number): TextPath;
}

/** Inter (SIL Open Font License 1.1) in weight 400 or 600, from the package @fontsource/inter. */
export async function loadFont(weight: 400 | 600): Promise<TextFont> {
  const { default: opentype } = await import("opentype.js");
  const file = createRequire(import.meta.url).resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff`);
  const bytes = await readFile(file);
  const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return {
    capitalHeight: font.tables.os2!.sCapHeight / font.unitsPerEm,
    covers: (text) => [...text].every((letter) => font.charToGlyphIndex(letter) > 0),
    toPath(text, size) {
      // Letter by letter: the library's own text layout stops at a kind of substitution that Inter uses.
      const scale = size / font.unitsPerEm;
      let x = 0;
      let path = "";
      let last: Glyph | undefined;
      for (const letter of text) {
        const glyph = font.charToGlyph(letter);
        if (last) x += font.getKerningValue(last, glyph) * scale;
        path += glyph.getPath(x, 0, size).toPathData(2);
        x += (glyph.advanceWidth ?? 0) * scale;
        last = glyph;
      }
      return { path, width: x };
    },
  };
}
