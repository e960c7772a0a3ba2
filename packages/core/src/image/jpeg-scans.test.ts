import { describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { hasAllScans } from "./jpeg-scans";
import { loadImage } from "./load-image";

/** Where the scans of a JPEG begin: FF DA never stands in their data. */
function scansOf(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] === 0xda) starts.push(at);
  return starts;
}

const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
const picture = sharp({ create: { width: 90, height: 70, channels: 3, background: "grey", noise } });
const kinds = {
  baseline: await picture.clone().jpeg().toBuffer(),
  progressive: await picture.clone().jpeg({ progressive: true }).toBuffer(),
  "progressive, scans of mozjpeg": await picture.clone().jpeg({ mozjpeg: true }).toBuffer(),
  grey: await picture.clone().greyscale().jpeg({ progressive: true }).toBuffer(),
};

describe.each(Object.entries(kinds))("a JPEG without its end: %s", (_, bytes) => {
  it("is read where nothing but the end marker is missing", async () => {
    expect(hasAllScans(bytes)).toBe(true);
    const cut = bytes.subarray(0, -2);
    expect(hasAllScans(cut)).toBe(true);
    expect((await loadImage(cut)).data).toEqual((await loadImage(bytes)).data);
  });

  it("is refused where it ends between two scans or in one", async () => {
    const scans = scansOf(bytes);
    const places = [...scans, ...scans.map((start) => start + 9), bytes.length >> 1, bytes.length - 40];
    for (const place of places)
      await expect(loadImage(bytes.subarray(0, place))).rejects.toMatchObject({ code: "IMAGE_UNREADABLE" });
    for (const start of scans) expect(hasAllScans(bytes.subarray(0, start))).toBe(false);
  });
});

it("has progressive files with scans to cut between", () => {
  expect(scansOf(kinds.progressive).length).toBeGreaterThan(5);
});
