// How steady ages, genders and identities are on video, and how fast: real faces of known age in made-up motion.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights";
import { shippedValidationShare } from "./accuracy/measured-set";
import { chooseDetector } from "./accuracy/prepare-set";
import { readCommandLine } from "./support/command-line.mjs";
import { describeMachine } from "./support/machine";
import { workspaceFolder } from "./support/workspace";
import { writeGuide } from "./support/write-guide";
import { compareSubjects } from "./video/compare-subjects";
import { loadPeople } from "./video/load-people";
import { type KnownFrame, makeUpVideo, type Person } from "./video/made-up-video";
import { measureIntervals } from "./video/measure-intervals";
import { readClip } from "./video/read-clip";
import { intervalTable, steadinessTable, trackingTable } from "./video/video-table";

const values = readCommandLine({
  name: "bench:video",
  summary:
    "How steady ages, genders and identities are on video, and how fast: real faces of known age, which the shipped weights were not trained on, walk to and fro, cross each other and pass behind a pillar.",
  options: {
    videos: { kind: "number", default: 3, least: 1, help: "Made-up videos." },
    people: { kind: "number", default: 4, least: 1, help: "People in each." },
    seconds: { kind: "number", default: 3, least: 1, help: "Length of each." },
    alone: { kind: "number", default: 120, least: 1, help: "People who are filmed alone, for the age intervals." },
    rate: { kind: "number", default: 25, least: 1, help: "Frames a second." },
    seed: { kind: "number", default: 1, help: "Seed of faces and motion." },
    data: { kind: "text", value: "file", default: "../shared/data/wiki/labels.csv", help: "Labelled faces." },
    frames: { kind: "text", value: "folder", help: "A video of your own as pictures, in place of the made-up ones." },
    write: { kind: "flag", help: "Put the table into docs/guides/video.md." },
  },
  examples: ["npm run bench:video -- --frames holiday --rate 25"],
});
const { videos: videoCount, people: peopleCount, seconds, rate: frameRate, seed } = values;
const data = resolve(workspaceFolder, values.data);

await using detector = await createFaceDetector({ detector: "yunet", ...chooseDetector() });
await using model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
const videos = values.frames ? [await openClip(values.frames)] : await makeUpVideos();
const results = await compareSubjects(videos, { detector, model, log: (line) => console.error(line) });
const frames = videos.reduce((sum, video) => sum + video.frames.length, 0);
const text = [
  `${describeMachine()}, Node ${process.version}, one thread, YuNet and the shipped weights; ${
    values.frames
      ? `${frames} frames of ${values.frames}`
      : `${videoCount} made-up videos of ${peopleCount} people, ${frames} frames of 640x360, ${frameRate} a second`
  }.`,
  steadinessTable(results),
  trackingTable(results),
  ...(values.frames ? [] : await describeIntervals(values.alone)),
].join("\n\n");
console.log(text);
if (values.write) await writeGuide("bench:video", text, "docs/guides/video.md");

async function openClip(folder: string): Promise<{ frames: KnownFrame[]; people: Person[] }> {
  return { frames: await readClip(folder, frameRate), people: [] };
}

async function choosePeople(count: number, seed: number): Promise<Person[]> {
  if (!existsSync(data)) {
    console.error(
      `Expected labelled pictures of faces, for example WIKI's, at ${data}. Say with --data where your labels.csv is.`,
    );
    process.exit(1);
  }
  const set = { name: "people", spec: `csv:${data}`, validationShare: shippedValidationShare };
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
