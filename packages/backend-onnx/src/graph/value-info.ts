import { type ElementType, elementType } from "./tensor";
import { Message } from "./wire";

/** What flows between nodes: a name, a type and sizes. */
export interface ValueInfo {
  readonly name: string;
  /** A number is a fixed size, a text the name of one that is known when the model runs, such as `"N"`. */
  readonly dims: readonly (number | string)[];
  /** Default "float32". */
  readonly type?: ElementType;
}

/** A ValueInfoProto: TypeProto and TensorShapeProto inside. */
export function encodeValueInfo({ name, dims, type = "float32" }: ValueInfo): Message {
  const shape = new Message();
  for (const size of dims) {
    const dimension = new Message();
    shape.message(1, typeof size === "string" ? dimension.string(2, size) : dimension.integer(1, size));
  }
  const tensorType = new Message().integer(1, elementType[type]).message(2, shape);
  return new Message().string(1, name).message(2, new Message().message(1, tensorType));
}
