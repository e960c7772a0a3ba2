import type { TextFont, TextPath } from "@fagr/evaluation/png";
import type { AnnotatedFace } from "./annotate-image";

/** The fonts of a tag: the first line and the second. */
export interface TagFonts {
  readonly strong: TextFont;
  readonly regular: TextFont;
}

/** A tag ready to be put somewhere: its size and its lines, each placed relative to the tag's top left corner. */
export interface Tag {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly (TextPath & { readonly x: number; readonly y: number })[];
}

/**
 * The tag of a face: "34, female" above "28–41, 97 %", or the first line alone beside a face that is small for its text.
 *
 * @param maximumWidth - Pixels; the text shrinks until it fits.
 */
export function createTag(
  face: AnnotatedFace,
  fonts: TagFonts,
  { fontSize, maximumWidth }: { fontSize: number; maximumWidth: number },
): Tag {
  const { age, ageInterval, gender, genderProbability } = face;
  const join = (...parts: (string | undefined)[]) => parts.filter((part) => part !== undefined).join(", ");
  const first = join(age === undefined ? undefined : String(Math.round(age)), gender);
  const second = join(
    ageInterval?.map(Math.round).join("–"),
    genderProbability === undefined ? undefined : `${Math.round(genderProbability * 100)} %`,
  );
  const roomy = fonts.strong.toPath(first, fontSize).width <= face.box.width * 1.6;
  const build = (size: number): Tag => {
    const strong = fonts.strong.toPath(first, size);
    const padding = size * 0.5;
    const baseline = size * (0.42 + fonts.strong.capitalHeight);
    const lines = [{ ...strong, x: padding, y: baseline }];
    let height = baseline + size * 0.42;
    if (roomy) {
      const small = size * 0.72;
      const y = baseline + size * 0.44 + small * fonts.regular.capitalHeight;
      lines.push({ ...fonts.regular.toPath(second, small), x: padding, y });
      height = y + size * 0.42;
    }
    return { width: Math.max(...lines.map((line) => line.width)) + 2 * padding, height, lines };
  };
  const tag = build(fontSize);
  return tag.width <= maximumWidth ? tag : build((fontSize * maximumWidth) / tag.width);
}
