// The pictures that the page brings along and that are made from others: the sample of one face 24 times, small pictures of the
// samples, and icons.  node build/make-pictures.mjs
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openChromium } from "./open-chromium.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const asAddress = (type, bytes) => `data:${type};base64,${bytes.toString("base64")}`;
const toBytes = (address) => Buffer.from(address.slice(address.indexOf(",") + 1), "base64");

const browser = await openChromium();
const page = await browser.newPage();

/** Runs in the page: the face of a photo 24 times, each changed in one way. */
async function drawMany(photo) {
  const image = new Image();
  image.src = photo;
  await image.decode();
  const [columns, side] = [6, 200];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [columns * side, 4 * side];
  const drawing = canvas.getContext("2d");
  // The face and its surroundings in the photo of 512 pixels.
  const cut = { x: 100, y: 0, side: 250 };
  const ways = [
    {},
    { mirrored: true },
    { filter: "brightness(0.55)" },
    { filter: "brightness(0.3)" },
    { filter: "brightness(1.5)" },
    { filter: "contrast(0.5)" },
    { filter: "grayscale(1)" },
    { filter: "saturate(2.2)" },
    { filter: "hue-rotate(20deg)" },
    { filter: "contrast(1.7)" },
    { filter: "sepia(0.9)" },
    { filter: "brightness(0.7) contrast(1.4)" },
    { turn: -10 },
    { turn: 10 },
    { turn: 20 },
    { turn: 30 },
    { filter: "blur(1.5px)" },
    { filter: "blur(3px)" },
    { pixels: 90 },
    { pixels: 60 },
    { pixels: 42 },
    { size: 0.6 },
    { size: 0.45 },
    { size: 0.35 },
  ];
  ways.forEach(({ mirrored, filter = "none", turn = 0, pixels = 0, size = 1 }, index) => {
    drawing.save();
    drawing.beginPath();
    drawing.rect((index % columns) * side, Math.floor(index / columns) * side, side, side);
    drawing.clip();
    drawing.translate(((index % columns) + 0.5) * side, (Math.floor(index / columns) + 0.5) * side);
    drawing.rotate((turn * Math.PI) / 180);
    drawing.scale(mirrored ? -1 : 1, 1);
    drawing.filter = filter;
    let [source, from] = [image, cut];
    if (pixels > 0) {
      source = document.createElement("canvas");
      source.width = source.height = pixels;
      source.getContext("2d").drawImage(image, cut.x, cut.y, cut.side, cut.side, 0, 0, pixels, pixels);
      from = { x: 0, y: 0, side: pixels };
    }
    // A little more than the tile, so that turning leaves no corners empty; small faces stand on the tile's colour.
    const shown = side * (size < 1 ? size : turn ? 1.35 : 1);
    if (size < 1) {
      drawing.fillStyle = "#8d8a86";
      drawing.fillRect(-side, -side, 2 * side, 2 * side);
    }
    drawing.drawImage(source, from.x, from.y, from.side, from.side, -shown / 2, -shown / 2, shown, shown);
    drawing.restore();
  });
  return canvas.toDataURL("image/jpeg", 0.85);
}

/** Runs in the page: a picture in another size. `cut`: a square of the source. */
async function resize({ address, side, cut, type, pad = 0 }) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const { x, y, size } = cut ?? { x: 0, y: 0, size: image.width };
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const drawing = canvas.getContext("2d");
  drawing.imageSmoothingQuality = "high";
  if (pad > 0) {
    drawing.fillStyle = "#17584c";
    drawing.fillRect(0, 0, side, side);
  }
  drawing.drawImage(image, x, y, size, size, pad, pad, side - 2 * pad, side - 2 * pad);
  return canvas.toDataURL(type, 0.8);
}

const read = (name) => readFile(path(`../src/samples/${name}`));
const astronaut = asAddress("image/jpeg", await read("astronaut.jpg"));
const many = await page.evaluate(drawMany, astronaut);
await writeFile(path("../src/samples/many.jpg"), toBytes(many));
const hopper = asAddress("image/jpeg", await read("hopper.jpg"));
for (const [name, address, cut] of [
  ["astronaut", astronaut, { x: 120, y: 20, size: 210 }],
  ["many", many, { x: 0, y: 0, size: 800 }],
  ["hopper", hopper, { x: 150, y: 40, size: 260 }],
]) {
  const small = await page.evaluate(resize, { address, cut, side: 96, type: "image/webp" });
  await writeFile(path(`../src/samples/${name}-small.webp`), toBytes(small));
}

const icon = asAddress(
  "image/svg+xml",
  Buffer.from(
    (await readFile(path("../src/assets/icon.svg"), "utf8")).replace("<svg ", '<svg width="512" height="512" '),
  ),
);
for (const [name, side, pad] of [
  ["icon-192", 192, 0],
  ["icon-512", 512, 0],
  ["icon-maskable-512", 512, 52],
]) {
  const made = await page.evaluate(resize, { address: icon, side, pad, type: "image/png" });
  await writeFile(path(`../public/${name}.png`), toBytes(made));
}
await browser.close();
