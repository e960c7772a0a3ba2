import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach } from "@jest/globals";
import type { FaceSample, ReaderOptions, SkippedSample } from "../face-sample";

/** A folder of its own for each test, in which data sets are built as they are published. */
export class DataSetTree {
  folder = "";

  constructor() {
    beforeEach(async () => {
      this.folder = await mkdtemp(join(tmpdir(), "fagr-data-set-"));
    });
    afterEach(() => rm(this.folder, { recursive: true }));
  }

  /** Writes files, with the lines given; pictures, which readers don't open, are empty. */
  async write(files: Readonly<Record<string, readonly string[]>>, pictures: readonly string[] = []): Promise<void> {
    for (const [name, lines] of Object.entries(files)) await this.put(name, `${lines.join("\n")}\n`);
    for (const name of pictures) await this.put(name, "");
  }

  async put(name: string, content: string | Uint8Array): Promise<void> {
    const file = join(this.folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  /** Reads all of a data set in the folder; files are relative to the folder. */
  async read<Options extends ReaderOptions>(
    reader: (path: string, options?: Options) => AsyncGenerator<FaceSample>,
    options: Omit<Options, "onSkip"> & { readonly path?: string } = {} as Options,
  ): Promise<{ samples: FaceSample[]; skipped: SkippedSample[] }> {
    const { path = "", ...others } = options;
    const skipped: SkippedSample[] = [];
    const onSkip = ({ file, reason }: SkippedSample) => skipped.push({ file: this.relative(file), reason });
    const samples: FaceSample[] = [];
    for await (const sample of reader(join(this.folder, path), { ...others, onSkip } as unknown as Options))
      samples.push({ ...sample, file: this.relative(sample.file) });
    return { samples, skipped };
  }

  private relative(file: string): string {
    return relative(this.folder, file).replaceAll("\\", "/");
  }
}
