import { isFagrError, WeightsError } from "@fagr/core";
import type { File } from "h5wasm";
import { checkHeaps } from "./check-heaps";

let opened = 0;

/**
 * Opens bytes as an HDF5 file. h5wasm has a file system of its own in memory, so this works in the browser too.
 *
 * @throws WeightsError if they are not an HDF5 file, or a damaged one.
 */
export async function withH5File<Result>(bytes: Uint8Array, use: (file: File) => Result): Promise<Result> {
  if (!isHdf5(bytes))
    throw new WeightsError(
      'Expected a Keras file in HDF5 (.h5), received something else. A ".keras" file or a SavedModel must first be saved as .h5: model.save("model.h5").',
    );
  checkHeaps(bytes);
  const { File, FS, name, loudly } = await memoryFile();
  FS.writeFile(name, bytes);
  try {
    return loudly(() => {
      const file = new File(name, "r");
      try {
        return use(file);
      } finally {
        file.close();
      }
    });
  } finally {
    FS.unlink(name);
  }
}

/** A file begins with this, unless its author put something of his own before it, which Keras does not. */
const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

function isHdf5(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** The bytes of a new HDF5 file. */
export async function writeH5File(fill: (file: File) => void): Promise<Uint8Array> {
  const { File, FS, name } = await memoryFile();
  try {
    const file = new File(name, "w");
    try {
      fill(file);
    } finally {
      file.close();
    }
    return FS.readFile(name);
  } finally {
    if (FS.analyzePath(name).exists) FS.unlink(name);
  }
}

async function memoryFile() {
  const { File, ready } = await import("h5wasm");
  const module = await ready;
  /** By default HDF5 prints long error reports to the console and continues with an invalid file. */
  const loudly = <Value>(work: () => Value): Value => {
    module.activate_throwing_error_handler();
    try {
      return work();
    } catch (error) {
      if (isFagrError(error)) throw error;
      throw new WeightsError("Expected a whole HDF5 file, but it cannot be read: it is cut short or damaged.", {
        cause: error,
      });
    } finally {
      module.deactivate_throwing_error_handler();
    }
  };
  // Another name each time: several files may be open at once.
  return { File, FS: module.FS, loudly, name: `fagr-${opened++}.h5` };
}
