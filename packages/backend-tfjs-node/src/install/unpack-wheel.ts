import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import yauzl from "yauzl";
import { InstallError } from "./install-error";
import { frameworkLibrary, tensorflowLibrary } from "./libraries";

/** What of a wheel's ten thousand files the addon is built from and runs on. */
function targetOf(name: string): string | undefined {
  if (name === `tensorflow/${tensorflowLibrary}` || name === `tensorflow/${frameworkLibrary}`)
    return join("lib", basename(name));
  // The C interface and what it includes; where that lies has changed between versions.
  const header = /^tensorflow\/include\/((?:tensorflow|tsl|xla)\/(?:[a-z]+\/)*(?:c|platform)\/.*\.h)$/.exec(name)?.[1];
  return header && join("include", header);
}

/**
 * Unpacks TensorFlow's libraries into `lib` and the headers of its C interface into `include`.
 *
 * @throws InstallError if the file is no wheel that has them.
 */
export async function unpackWheel(wheel: string, folder: string): Promise<void> {
  // Under another name until it is whole, since it may be interrupted.
  const partial = `${folder}.part`;
  await rm(partial, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  const zip = await yauzl.openPromise(wheel, { autoClose: false }).catch((cause: Error) => {
    throw new InstallError(`${wheel} cannot be opened as a wheel, which is a zip file: ${cause.message}.`, { cause });
  });
  const found = new Set<string>();
  try {
    for await (const entry of zip.eachEntry()) {
      const target = targetOf(entry.fileName);
      if (!target) continue;
      found.add(basename(target));
      const path = join(partial, target);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
    }
  } finally {
    zip.close();
  }
  for (const name of [tensorflowLibrary, frameworkLibrary, "c_api.h"])
    if (!found.has(name))
      throw new InstallError(
        `${wheel} has no ${name}. Take a wheel of tensorflow-cpu 2.12 or newer for Linux, such as the one that is fetched without --wheel.`,
      );
  await rename(partial, folder);
}
