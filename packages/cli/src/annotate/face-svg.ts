import type { BoundingBox } from "@fagr/core";
import type { AnnotatedFace } from "./annotate-image";
import { placeTags, type Size } from "./place-tags";
import { createTag, type Tag, type TagFonts } from "./tag";

/**
 * A colour a face, so that in a crowd a tag can be told to belong to its box. Bright enough for near-black text to
 * have a contrast of at least 7:1 on each. They say nothing about gender.
 */
const colours = ["#ffd166", "#5ee0c0", "#8ecbff", "#ffab91", "#c9b6ff", "#b8e06c", "#ff9fc7", "#e6e6e6"] as const;
const ink = "#14171c";

/**
 * Boxes and tags of faces as an SVG of the picture's size. All text is paths.
 *
 * @param faces - Boxes in pixels of the picture.
 */
export function faceSvg(faces: readonly AnnotatedFace[], image: Size, fonts: TagFonts): string {
  const shorter = Math.min(image.width, image.height);
  const stroke = Math.max(1.25, shorter / 240);
  const boxes = faces.map((face) => insideImage(face.box, image, stroke));
  const tags = faces.map((face) =>
    createTag(face, fonts, { fontSize: fontSize(face.box, shorter), maximumWidth: image.width }),
  );
  const places = placeTags(boxes, tags, { image, gap: stroke * 2 });
  const frames = boxes.map((box, index) => frame(box, stroke, colours[index % colours.length]!));
  const labels = tags.map((tag, index) => label(tag, places[index]!, colours[index % colours.length]!, stroke));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${image.width}" height="${image.height}">`,
    ...frames,
    ...labels,
    "</svg>",
  ].join("\n");
}

/** Grows with the face, within what is readable in the whole picture. */
function fontSize(box: BoundingBox, shorter: number): number {
  return Math.min(Math.max(box.width * 0.15, 11, shorter * 0.018), Math.max(12, shorter * 0.05));
}

/** The part of a box that can be seen, kept so far from the edge that its line is whole. */
function insideImage(box: BoundingBox, image: Size, stroke: number): BoundingBox {
  const [left, top] = [Math.max(box.x, stroke), Math.max(box.y, stroke)];
  const right = Math.min(box.x + box.width, image.width - stroke);
  const bottom = Math.min(box.y + box.height, image.height - stroke);
  return { x: left, y: top, width: Math.max(right - left, stroke), height: Math.max(bottom - top, stroke) };
}

/** A coloured line on a dark one, to be seen on bright and on dark backgrounds. */
function frame(box: BoundingBox, stroke: number, colour: string): string {
  const radius = Math.min(box.width, box.height) * 0.08;
  const shape = `x="${number(box.x)}" y="${number(box.y)}" width="${number(box.width)}" height="${number(box.height)}" rx="${number(radius)}" fill="none"`;
  return (
    `<rect ${shape} stroke="${ink}" stroke-opacity="0.45" stroke-width="${number(stroke * 2)}"/>` +
    `<rect ${shape} stroke="${colour}" stroke-width="${number(stroke)}"/>`
  );
}

function label(tag: Tag, place: BoundingBox, colour: string, stroke: number): string {
  const radius = tag.height * (tag.lines.length > 1 ? 0.16 : 0.28);
  const text = tag.lines.map(
    ({ path, x, y }) => `<path transform="translate(${number(place.x + x)} ${number(place.y + y)})" d="${path}"/>`,
  );
  const inset = stroke / 4;
  return (
    `<g fill="${ink}"><rect x="${number(place.x + inset)}" y="${number(place.y + inset)}" width="${number(tag.width - 2 * inset)}" height="${number(tag.height - 2 * inset)}" rx="${number(radius)}" fill="${colour}" stroke="${ink}" stroke-opacity="0.45" stroke-width="${number(stroke / 2)}"/>` +
    `${text.join("")}</g>`
  );
}

function number(value: number): string {
  return String(Number(value.toFixed(2)));
}
