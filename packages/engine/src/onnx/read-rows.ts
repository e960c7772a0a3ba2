import { feature, type ReadNode } from "./read-node";

// What brings answers from [1, channels, height, width] into rows, and the whole numbers that say how many there are.

/** [1, channels, height, width] to [1, height, width, channels]. */
export const readTranspose: ReadNode = (node, reading) => {
  const value = feature(node, reading);
  if (value.layout !== "channels first") throw node.refuse(`that reads ${value.layout}`);
  node.expect("perm", [0, 2, 3, 1], []);
  node.finish(1);
  return { ...value, layout: "channels last" };
};

/** [1, height, width, channels] to [1, height * width, channels]. */
export const readReshape: ReadNode = (node, reading) => {
  const value = feature(node, reading);
  const sizes = reading.value(node, 1);
  const [height, width, channels] = value.shape;
  node.expect("allowzero", 0);
  node.finish(2);
  const wanted = [1, height * width, channels];
  const asked = sizes.kind === "integers" ? sizes.numbers : [];
  const unknown = asked.filter((size) => size === -1).length;
  if (asked.length !== 3 || unknown > 1 || !asked.every((size, index) => size === -1 || size === wanted[index]))
    throw node.refuse(`to [${asked.join(", ")}] instead of [${wanted.join(", ")}]`);
  if (value.layout === "channels first") throw node.refuse("of channels that come first");
  return { ...value, layout: "rows" };
};

export const readShape: ReadNode = (node, reading) => {
  const { layout, shape } = feature(node, reading);
  const [height, width, channels] = shape;
  node.finish(1);
  if (layout === "channels first") return { kind: "integers", numbers: [1, channels, height, width] };
  return {
    kind: "integers",
    numbers: layout === "rows" ? [1, height * width, channels] : [1, height, width, channels],
  };
};

const integers: (...parameters: [...Parameters<ReadNode>, number]) => readonly number[] = (node, reading, index) => {
  const value = reading.value(node, index);
  if (value.kind !== "integers") throw node.refuse("of what is no shape");
  return value.numbers;
};

/** One number of a shape. */
export const readGather: ReadNode = (node, reading) => {
  const numbers = integers(node, reading, 0);
  const places = integers(node, reading, 1);
  node.expect("axis", 0);
  node.finish(2);
  const picked = places.map((place) => numbers.at(place));
  if (!picked.every((number) => number !== undefined)) throw node.refuse(`of the places ${places.join(", ")}`);
  return { kind: "integers", numbers: picked };
};

/** A number as a list of one, which it is here already. */
export const readUnsqueeze: ReadNode = (node, reading) => {
  const numbers = integers(node, reading, 0);
  if (numbers.length !== 1) throw node.refuse(`of ${numbers.length} numbers`);
  node.expect("axes", [0], [0]);
  node.finish(2);
  return { kind: "integers", numbers };
};

export const readConcatenationOfShapes: ReadNode = (node, reading) => {
  const numbers = node.inputs.flatMap((_, index) => integers(node, reading, index));
  // Shapes have four numbers; a graph that joins its joins again and again could ask for any memory.
  if (numbers.length > 8) throw node.refuse(`of ${numbers.length} whole numbers`);
  node.expect("axis", 0, Number.NaN);
  node.finish(node.inputs.length);
  return { kind: "integers", numbers };
};
