// How steady ages, genders and identities are on video, and how fast: real faces of known age in made-up motion.
//   npm run bench:video [-- --videos 3 --people 4 --seconds 3 --alone 120 --data ../shared/data/wiki/labels.csv --write]
//   npm run bench:video -- --frames FOLDER --rate 25     # a video of your own, as pictures
// The faces are those that the shipped weights were not trained on; they walk to and fro, cross each other and pass behind a
// pillar. Of --alone people the intervals of their ages are measured, each in a video alone. --write puts the tables into docs/guides/video.md.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights";
import { shippedValidationShare } from "./accuracy/measured-set";
import { chooseDetector } from "./accuracy/prepare-set";
import { describeMachine } from "./support/machine";
import { workspaceFolder } from "./support/workspace";
import { writeGuide } from "./support/write-guide";
import { compareWays } from "./video/compare-ways";
import { loadPeople } from "./video/load-people";
import { type KnownFrame, makeUpVideo, type Person } from "./video/made-up-video";
import { measureIntervals } from "./video/measure-intervals";
import { readClip } from "./video/read-clip";
import { intervalTable, steadinessTable, trackingTable } from "./video/video-table";

const { values } = parseArgs({
  options: {
    videos: { type: "string", default: "3" },
    people: { type: "string", default: "4" },
    seconds: { type: "string", default: "3" },
    alone: { type: "string", default: "120" },
    rate: { type: "string", default: "25" },
    seed: { type: "string", default: "1" },
    data: { type: "string", default: join(workspaceFolder, "../shared/data/wiki/labels.csv") },
    frames: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const [videoCount, peopleCount, seconds, frameRate, seed] = [
  values.videos,
  values.people,
  values.seconds,
  values.rate,
  values.seed,
].map(Number) as [number, number, number, number, number];

await using detector = await createFaceDetector({ detector: "yunet", ...chooseDetector() });
await using model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
const videos = values.frames ? [await openClip(values.frames)] : await makeUpVideos();
const results = await compareWays(videos, { detector, model, log: (line) => console.error(line) });
const frames = videos.reduce((sum, video) => sum + video.frames.length, 0);
const text = [
  `${describeMachine()}, Node ${process.version}, one thread, YuNet and the shipped weights; ${
    values.frames
      ? `${frames} frames of ${values.frames}`
      : `${videoCount} made-up videos of ${peopleCount} people, ${frames} frames of 640x360, ${frameRate} a second`
  }.`,
  steadinessTable(results),
  trackingTable(results),
  ...(values.frames ? [] : await describeIntervals(Number(values.alone))),
].join("\n\n");
console.log(text);
if (values.write) await writeGuide("bench:video", text, "docs/guides/video.md");

async function openClip(folder: string): Promise<{ frames: KnownFrame[]; people: Person[] }> {
  return { frames: await readClip(folder, frameRate), people: [] };
}

async function choosePeople(count: number, seed: number): Promise<Person[]> {
  if (!existsSync(values.data)) {
    console.error(
      `Expected labelled pictures of faces, for example WIKI's, at ${values.data}. Say with --data where your labels.csv is.`,
    );
    process.exit(1);
  }
  const set = { name: "people", spec: `csv:${values.data}`, validationShare: shippedValidationShare };
  return loadPeople(set, { count, seed, detector });
}

async function describeIntervals(count: number): Promise<string[]> {
  console.error("intervals");
  const people = await choosePeople(count, seed + 1);
  const results = await measureIntervals(people, { model, seed });
  return [`${people.length} people, each in a video of three seconds alone:`, intervalTable(results)];
}

async function makeUpVideos(): Promise<{ frames: KnownFrame[]; people: Person[] }[]> {
  const everybody = await choosePeople(videoCount * peopleCount, seed);
  return Array.from({ length: videoCount }, (_, index) => {
    const people = everybody.slice(index * peopleCount, (index + 1) * peopleCount);
    const options = { width: 640, height: 360, frameRate, seconds, seed: seed + index };
    return { frames: [...makeUpVideo(people, options)], people };
  });
}
