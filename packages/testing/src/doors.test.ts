import { describe, expect, it } from "@jest/globals";
import { publishedPackages } from "./packaging/pack-packages";
import { readDoor } from "./packaging/read-door";

/** Most names that a door for people who don't know the insides may have. */
const mostNames: Readonly<Record<string, number>> = { "@fagr/core": 46, "@fagr/training": 60 };

const doors = publishedPackages().flatMap(({ name, exports = {} }) =>
  Object.keys(exports)
    .filter((path) => !/\*|\.json$/.test(path))
    .map((path) => readDoor(name, path)),
);

describe("the doors of the packages", () => {
  it.each(doors.map(({ entry, names }) => [entry, names] as const))("%s lets out what is written down", (_, names) => {
    // A change here is a change of what people can import: decide it, then run this test with -u.
    expect(names).toMatchSnapshot();
  });

  it.each(Object.entries(mostNames))("%s has at most %i names", (entry, most) => {
    expect(doors.find((door) => door.entry === entry)!.names.length).toBeLessThanOrEqual(most);
  });

  it("of core let each name out once, but for what both apps and tools begin with", () => {
    const names = doors.filter(({ entry }) => entry.startsWith("@fagr/core")).flatMap((door) => door.names);
    // An app checks and keeps weights with it before it opens a model; tools go on with what it gives.
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual(["loadWeights"]);
  });
});
