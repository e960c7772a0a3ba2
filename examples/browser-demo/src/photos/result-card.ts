import type { Analysis, SeenFace } from "../answers";
import { layOutTags, type Rectangle } from "../ui/tag-layout";
import { ageWords, countWords, genderWords, intervalWords, tagWords } from "../ui/words";

const [widest, highest, leastWidth] = [1600, 1600, 640];
const colours = { paper: "#f6f2ea", ink: "#1f1d1a", quiet: "#655f55", tag: "#17584c", onTag: "#fdfbf6" };

/** The photo with its boxes and answers as a PNG that can be sent on: drawn here, sent nowhere. */
export async function drawResultCard(photo: HTMLImageElement, analysis: Analysis): Promise<Blob> {
  await photo.decode();
  const { width, height, faces } = analysis;
  // Never larger than the photo, unless that is too small for words.
  const scale = Math.min(widest / width, highest / height, Math.max(1, leastWidth / width));
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  const size = Math.max(15, Math.round(wide / 55));
  const lines = summaryOf(faces);
  const canvas = document.createElement("canvas");
  canvas.width = wide;
  canvas.height = high + Math.round(size * (1.45 * (lines.length + 2) + 1.2));
  const drawing = canvas.getContext("2d")!;
  drawing.fillStyle = colours.paper;
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(photo, 0, 0, wide, high);
  drawBoxes(drawing, { faces, scale, size, stage: { width: wide, height: high } });
  drawing.textBaseline = "top";
  let y = high + size * 0.9;
  const write = (text: string, font: string, colour: string) => {
    drawing.font = `${font} ${size}px system-ui, sans-serif`;
    drawing.fillStyle = colour;
    drawing.fillText(text, size, y, wide - 2 * size);
    y += size * 1.45;
  };
  for (const line of lines) write(line, "600", colours.ink);
  write("Guesses about looks, with their doubt; nobody’s age or gender is known from a photo.", "400", colours.quiet);
  write("Made by fagr in a browser tab: 0 bytes of the photo were sent anywhere.", "400", colours.quiet);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be written."))),
      "image/png",
    ),
  );
}

const mostLines = 6;

function summaryOf(faces: readonly SeenFace[]): string[] {
  if (faces.length === 0 || faces.length > mostLines) {
    const ages = faces.map(({ age }) => Math.round(age));
    const span = faces.length === 0 ? "" : `, ages ${Math.min(...ages)} to ${Math.max(...ages)}`;
    return [`${countWords(faces.length)}${span}`];
  }
  return faces.map(
    (face) =>
      `${faces.length > 1 ? `${face.id}: ` : ""}about ${ageWords(face)} (80 % likely ${intervalWords(face)}), ${genderWords(face)}`,
  );
}

interface Boxes {
  readonly faces: readonly SeenFace[];
  readonly scale: number;
  readonly size: number;
  readonly stage: { readonly width: number; readonly height: number };
}

function drawBoxes(drawing: CanvasRenderingContext2D, { faces, scale, size, stage }: Boxes): void {
  drawing.font = `600 ${size}px system-ui, sans-serif`;
  drawing.textBaseline = "top";
  const rectangles: Rectangle[] = faces.map(({ box }) => ({
    x: box.x * scale,
    y: box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
  }));
  const words = faces.map((face) => (faces.length > 1 ? `${face.id}  ${tagWords(face)}` : tagWords(face)));
  const high = size * 1.5;
  const wideOf = (text: string) => drawing.measureText(text).width + size;
  const places = layOutTags(
    rectangles,
    words.map((text) => ({ width: wideOf(text), height: high })),
    stage,
  );
  rectangles.forEach(({ x, y, width, height }, index) => {
    drawing.strokeStyle = colours.paper;
    drawing.lineWidth = Math.max(2, size / 8);
    drawing.strokeRect(x, y, width, height);
    const place = places[index]!;
    const text = place === "number" ? String(faces[index]!.id) : words[index]!;
    const wide = wideOf(text);
    const left = place.endsWith("end") ? x + width - wide : x;
    const top = place === "number" ? y : place.startsWith("above") ? y - 5 - high : y + height + 5;
    drawing.fillStyle = colours.tag;
    drawing.fillRect(left, top, wide, high);
    drawing.fillStyle = colours.onTag;
    drawing.fillText(text, left + size / 2, top + size * 0.3);
  });
}
