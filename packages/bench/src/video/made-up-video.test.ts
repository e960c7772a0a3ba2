import { fileURLToPath } from "node:url";
import { loadImage, mostCentralFace } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { describe, expect, it } from "@jest/globals";
import { makeUpVideo } from "./made-up-video";

const options = { width: 320, height: 180, frameRate: 5, seconds: 0.6, seed: 7 };

async function astronaut() {
  const image = await loadImage(fileURLToPath(new URL("../../../testing/photos/astronaut.png", import.meta.url)));
  return { image, box: { x: 168, y: 62, width: 110, height: 140 }, age: null, gender: null };
}

describe("makeUpVideo", () => {
  it("is the same for a seed, and another for another", async () => {
    const person = await astronaut();
    const [one, same, other] = [7, 7, 8].map((seed) => [...makeUpVideo([person], { ...options, seed })]);
    expect(one).toHaveLength(3);
    expect(one![2]!.places).toEqual(same![2]!.places);
    expect(Buffer.compare(Buffer.from(one![2]!.image.data), Buffer.from(same![2]!.image.data))).toBe(0);
    expect(one![2]!.places).not.toEqual(other![2]!.places);
    expect(one!.map(({ timestamp }) => timestamp)).toEqual([0, 0.2, 0.4]);
  });

  it("shows faces where it says, so that a detector finds them", async () => {
    await using detector = await createFaceDetector();
    const person = await astronaut();
    const frames = [...makeUpVideo([person], { ...options, width: 480, height: 270 })];
    const { image, places } = frames.find(({ places }) => places![0]!.visible)!;
    const { box } = places![0]!;
    const found = mostCentralFace(await detector.detect(image), image)!.box;
    expect(Math.abs(found.x + found.width / 2 - box.x - box.width / 2)).toBeLessThan(box.width / 5);
    expect(Math.abs(found.y + found.height / 2 - box.y - box.height / 2)).toBeLessThan(box.height / 5);
  });

  it("knows who is hidden by whom", async () => {
    const person = await astronaut();
    const crowd = [...makeUpVideo(Array(12).fill(person), options)];
    const places = crowd.flatMap(({ places }) => places!);
    expect(places.some(({ visible }) => !visible)).toBe(true);
    // Nobody stands before the last one but the pillar.
    const pillar = { left: 0.6 * 320, right: 0.7 * 320 };
    for (const { person: index, box, visible } of places)
      if (index === 11 && (box.x + box.width < pillar.left || box.x > pillar.right)) expect(visible).toBe(true);
  });
});
