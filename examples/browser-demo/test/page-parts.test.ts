import { describe, expect, it } from "@jest/globals";
import type { SeenFace } from "../src/answers";
import { toCsv, toJson } from "../src/photos/export";
import { groupAges } from "../src/photos/histogram";
import type { Photo } from "../src/photos/photo";
import { defaults, readSettings, writeSettings } from "../src/settings";
import { faceWords, genderWords, tagWords } from "../src/ui/words";

const face = (more: Partial<SeenFace> = {}): SeenFace => ({
  id: 1,
  box: { x: 10.04, y: 20, width: 30, height: 40 },
  age: 34.256,
  ageInterval: [27.1, 42],
  gender: "female",
  genderProbability: 0.87654,
  ...more,
});
const photo = (name: string, more: Partial<Photo>): Photo => ({ id: 1, name, file: new Blob(), ...more });
const analysis = (...faces: SeenFace[]) => ({ width: 100, height: 80, faces, milliseconds: 5 });

describe("words", () => {
  it("names no gender where the network might as well toss a coin", () => {
    expect(genderWords(face())).toBe("looks female, 88 %");
    expect(genderWords(face({ genderProbability: 1 }))).toBe("looks female, 99 %");
    expect(genderWords(face({ gender: "male", genderProbability: 0.55 }))).toBe("gender unsure, perhaps male (55 %)");
    // Steadied over the frames of a video, the gender may be the less likely one for a while.
    expect(genderWords(face({ gender: "male", genderProbability: 0.48 }))).toBe("gender unsure, perhaps female (52 %)");
    expect(tagWords(face({ genderProbability: 0.59 }))).toBe("34 unsure");
    expect(faceWords(face())).toBe("Face 1: about 34 years, probably 27 to 42; looks female, 88 %");
  });
});

describe("settings in the page's address", () => {
  it("come back as they were written, and say nothing of what is the default", () => {
    const settings = { sample: "many", backend: "tfjs-wasm", mirror: false, leastScore: 0.8 };
    expect(writeSettings(settings)).toBe("#sample=many&backend=tfjs-wasm&mirror=off&least-score=0.8");
    expect(readSettings(writeSettings(settings))).toEqual(settings);
    expect(writeSettings(defaults)).toBe("");
    expect(readSettings("")).toEqual(defaults);
  });

  it("are left at their defaults where they make no sense", () => {
    expect(readSettings("#least-score=9&mirror=perhaps&stage")).toEqual(defaults);
    expect(readSettings("#least-score=many")).toEqual(defaults);
  });
});

describe("the table of a batch", () => {
  const photos = [
    photo("family, 2024.jpg", {
      analysis: analysis(face(), face({ id: 2, outsideAgeRange: { younger: 0.9, older: 0 } })),
    }),
    photo("=1+1.jpg", { analysis: analysis() }),
    photo("notes.jpg", { error: new Error('no "picture"') }),
    photo("later.jpg", {}),
    photo("sample.jpg", { analysis: analysis(face()), isStored: true }),
  ];

  it("has a line a face, quotes what needs it, and runs no formula", () => {
    const [head, ...lines] = toCsv(photos).split("\r\n");
    expect(head).toMatch(/^file,face,x,y,width,height,age,/);
    expect(lines).toEqual([
      '"family, 2024.jpg",1,10,20,30,40,34.26,27.1,42,female,0.8765,,,,',
      '"family, 2024.jpg",2,10,20,30,40,34.26,27.1,42,female,0.8765,0.9,0,,',
      "'=1+1.jpg,,,,,,,,,,,,,,",
      'notes.jpg,,,,,,,,,,,,,,"no ""picture"""',
      "",
    ]);
  });

  it("says where boxes were moved to", () => {
    const moved = analysis(face({ age: 40 }));
    const { photos: answers } = JSON.parse(toJson([photo("a.jpg", { analysis: analysis(face()), moved })]));
    expect(answers).toEqual([{ file: "a.jpg", width: 100, height: 80, faces: moved.faces }]);
  });
});

describe("the histogram", () => {
  it("counts every face once, the oldest too", () => {
    const ages = [18, 22.4, 22.6, 64.9, 65];
    const groups = groupAges(ages.map((age, index) => face({ id: index, age, gender: index % 2 ? "male" : "female" })));
    expect(
      groups.map(({ from, to, female, male }) => [from, to, female + male]).filter(([, , count]) => count),
    ).toEqual([
      [18, 22, 2],
      [23, 27, 1],
      [63, 65, 2],
    ]);
    expect(groupAges([face({ genderProbability: 0.5 })]).reduce((sum, { unsure }) => sum + unsure, 0)).toBe(1);
  });
});
