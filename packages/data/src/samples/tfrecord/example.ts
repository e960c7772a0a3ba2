import { PbfReader, PbfWriter } from "pbf";

/** A value of a `tf.train.Feature`: bytes, or whole numbers. Lists of floats, which our data do not have, are left out. */
export interface Feature {
  readonly bytes: readonly Uint8Array[];
  readonly integers: readonly number[];
}

// The messages' field numbers, from tensorflow/core/example/example.proto and feature.proto.
const exampleFeatures = 1;
const mapEntry = 1;
const entryKey = 1;
const entryValue = 2;
const bytesList = 1;
const int64List = 3;
const listValue = 1;

/**
 * Decodes a serialised `tf.train.Example`.
 *
 * @throws RangeError or Error if the bytes are invalid.
 */
export function decodeExample(bytes: Uint8Array): ReadonlyMap<string, Feature> {
  const features = new Map<string, Feature>();
  new PbfReader(bytes).readFields((field, _, example) => {
    if (field !== exampleFeatures) return;
    example.readMessage((entryField, _, message) => {
      if (entryField !== mapEntry) return;
      const entry = message.readMessage(readEntry, { name: "", bytes: [], integers: [] });
      features.set(entry.name, { bytes: entry.bytes, integers: entry.integers });
    }, undefined);
  }, undefined);
  return features;
}

type Entry = { name: string; bytes: Uint8Array[]; integers: number[] };

function readEntry(field: number, entry: Entry, reader: PbfReader): void {
  if (field === entryKey) entry.name = reader.readString();
  if (field === entryValue)
    reader.readMessage((kind, _, feature) => {
      if (kind === bytesList)
        feature.readMessage((value, _, list) => value === listValue && entry.bytes.push(list.readBytes()), undefined);
      if (kind === int64List)
        feature.readMessage(
          (value, _, list) => value === listValue && list.readPackedVarint(entry.integers, true),
          undefined,
        );
    }, undefined);
}

/** Serialises a `tf.train.Example`: a list with one value for each name. */
export function encodeExample(features: Readonly<Record<string, Uint8Array | number>>): Uint8Array {
  const writer = new PbfWriter();
  writer.writeMessage(
    exampleFeatures,
    (_, message) => {
      for (const [name, value] of Object.entries(features))
        message.writeMessage(mapEntry, (_, entry) => writeEntry(name, value, entry), undefined);
    },
    undefined,
  );
  return writer.finish();
}

function writeEntry(name: string, value: Uint8Array | number, entry: PbfWriter): void {
  entry.writeStringField(entryKey, name);
  entry.writeMessage(
    entryValue,
    (_, feature) => {
      if (typeof value === "number")
        feature.writeMessage(int64List, (_, list) => list.writePackedVarint(listValue, [value]), undefined);
      else feature.writeMessage(bytesList, (_, list) => list.writeBytesField(listValue, value), undefined);
    },
    undefined,
  );
}
