// Draws faces with known labels, so that the example needs no data: node make-faces.mjs FOLDER [COUNT]
// The older, the greyer the hair; men have a beard; some wear glasses, and of every tenth nobody says whether.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

const [folder = "faces", count = "240"] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const rows = ["file,age,gender,glasses"];
for (let index = 0; index < Number(count); index++) {
  const age = 20 + ((index * 7) % 40);
  const male = index % 2 === 1;
  const glasses = Math.floor(index / 2) % 2 === 1;
  const skin = 150 + ((index * 37) % 80);
  const hair = Math.round(30 + ((age - 20) / 40) * 200);
  const turn = ((index * 13) % 21) - 10;
  const frame = glasses
    ? '<g fill="none" stroke="#111" stroke-width="2.5"><circle cx="24" cy="30" r="7"/><circle cx="40" cy="30" r="7"/><path d="M31 30h2"/></g>'
    : "";
  const beard = male ? `<path d="M18 42q14 26 28 0v8q-14 18-28 0z" fill="rgb(${hair},${hair},${hair})"/>` : "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">
    <rect width="64" height="64" fill="hsl(${(index * 53) % 360},40%,60%)"/>
    <g transform="rotate(${turn} 32 32)">
      <ellipse cx="32" cy="32" rx="21" ry="27" fill="rgb(${hair},${hair},${hair})"/>
      <ellipse cx="32" cy="35" rx="17" ry="22" fill="rgb(${skin},${skin - 30},${skin - 50})"/>
      ${beard}
      <circle cx="24" cy="30" r="2.5"/><circle cx="40" cy="30" r="2.5"/>
      <path d="M26 47q6 4 12 0" stroke="#822" stroke-width="2" fill="none"/>
      ${frame}
    </g></svg>`;
  await sharp(Buffer.from(svg))
    .png()
    .toFile(join(folder, `${index}.png`));
  rows.push([`${index}.png`, age, male ? "male" : "female", index % 10 === 9 ? "" : glasses ? "yes" : "no"].join());
}
await writeFile(join(folder, "labels.csv"), `${rows.join("\n")}\n`);
console.log(`${count} faces in ${folder}`);
