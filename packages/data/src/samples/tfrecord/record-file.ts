// TFRecord files and the tf.train.Example messages in them, read and written without TensorFlow.
import { constants } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { DataError } from "@fagr/core";
import { explainWriteFailure, writeAll } from "@fagr/core/files";
import { maskedCrc32c } from "./crc32c";

// A record is: length (uint64, little-endian), its masked CRC-32C, the data, their masked CRC-32C.
const headerBytes = 12;
const footerBytes = 4;

/**
 * Reads the records of a TFRecord file one by one, checking both checksums of each.
 *
 * @throws DataError, with the number of the record, if the file cannot be read, is cut off or damaged.
 */
export async function* readRecords(file: string): AsyncGenerator<Uint8Array> {
  // Without O_NONBLOCK a pipe that nobody writes to would be waited for.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((cause) => {
    throw new DataError(
      file,
      `Expected a TFRecord file at ${file}, but it cannot be read: ${(cause as Error).message}.`,
      { cause },
    );
  });
  try {
    const status = await handle.stat();
    if (!status.isFile())
      throw new DataError(file, `Expected a TFRecord file at ${file}, received a folder, a pipe or a device.`);
    const { size } = status;
    let position = 0;
    for (let number = 1; position < size; number++) {
      const damaged = (what: string) =>
        new DataError(
          file,
          `${file}, record ${number} at byte ${position}: ${what}. The file is damaged or not a TFRecord file; create or download it again.`,
        );
      if (position + headerBytes + footerBytes > size) throw damaged("the file ends inside it");
      const header = await readAt(handle, position, headerBytes);
      const lengthMatches = header.readUInt32LE(8) === maskedCrc32c(header.subarray(0, 8));
      if (!lengthMatches) throw damaged("the checksum of its length is wrong");
      const length = Number(header.readBigUInt64LE());
      if (position + headerBytes + length + footerBytes > size) throw damaged("the file ends inside it");
      const body = await readAt(handle, position + headerBytes, length + footerBytes);
      const data = body.subarray(0, length);
      if (body.readUInt32LE(length) !== maskedCrc32c(data)) throw damaged("the checksum of its data is wrong");
      yield data;
      position += headerBytes + length + footerBytes;
    }
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  await handle.read(buffer, 0, length, position);
  return buffer;
}

/** Writes a TFRecord file under a temporary name and renames it when it is complete. */
export class RecordWriter {
  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
  ) {}

  static async open(file: string): Promise<RecordWriter> {
    const handle = await open(`${file}.part`, "w").catch((error) => {
      throw explainWriteFailure(error, { file });
    });
    return new RecordWriter(file, handle);
  }

  async append(data: Uint8Array): Promise<void> {
    const record = Buffer.alloc(headerBytes + data.length + footerBytes);
    record.writeBigUInt64LE(BigInt(data.length));
    record.writeUInt32LE(maskedCrc32c(record.subarray(0, 8)), 8);
    record.set(data, headerBytes);
    record.writeUInt32LE(maskedCrc32c(data), headerBytes + data.length);
    await writeAll(this.handle, record, { file: this.file });
  }

  async finish(): Promise<void> {
    try {
      await this.handle.sync();
      await this.handle.close();
      await rename(`${this.file}.part`, this.file);
    } catch (error) {
      throw explainWriteFailure(error, { file: this.file });
    }
  }

  /** Discards what was written. */
  async discard(): Promise<void> {
    await this.handle.close();
    await rm(`${this.file}.part`, { force: true });
  }
}
