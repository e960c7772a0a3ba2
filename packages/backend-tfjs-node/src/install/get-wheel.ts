import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InstallError, messageOf } from "./install-error";
import { findFile, findIndexUrl, request } from "./package-index";
import type { Report } from "./report";
import { runCommand } from "./run-command";
import type { TensorflowWheel } from "./tensorflow-wheel";

interface GetWheelOptions {
  /** Where to put it. */
  readonly folder: string;
  /** In place of the index that pip is configured with. */
  readonly indexUrl: string | undefined;
  readonly report: Report;
}

/**
 * Downloads a wheel and checks it: from the index itself, or else by pip, which knows of proxies, keyrings and folders of
 * wheels.
 *
 * @returns The wheel's path.
 * @throws InstallError with both reasons if it cannot be had.
 */
export async function getWheel(wheel: TensorflowWheel, { folder, indexUrl, report }: GetWheelOptions): Promise<string> {
  const path = join(folder, wheel.file);
  const reasons: string[] = [];
  for (const [way, get] of [
    ["", () => download(wheel, { path, indexUrl, report })],
    ["pip: ", () => downloadByPip(wheel, { folder, indexUrl, report })],
  ] as const)
    try {
      await get();
      await checkDigest(path, wheel);
      return path;
    } catch (error) {
      reasons.push(way + messageOf(error));
      report.step(reasons.at(-1)!);
    }
  throw new InstallError(
    `TensorFlow's wheel ${wheel.file} is not available here. Download it on a machine where it is (pip download --no-deps --only-binary=:all: --platform ${wheel.platform} --python-version 3.11 ${wheel.project}==${wheel.version}) and name it with --wheel.`,
  );
}

async function download(
  wheel: TensorflowWheel,
  { path, indexUrl, report }: { path: string; indexUrl: string | undefined; report: Report },
): Promise<void> {
  const address = await findFile(indexUrl ?? (await findIndexUrl()), wheel);
  report.step(`Downloading ${new URL(address).origin}/.../${wheel.file}`);
  const response = await request(address);
  const total = Number(response.headers.get("content-length")) || null;
  let loaded = 0;
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      loaded += chunk.length;
      report.progress(loaded, total);
      done(null, chunk);
    },
  });
  const partial = `${path}.part`;
  await pipeline(Readable.fromWeb(response.body as never), watch, createWriteStream(partial));
  await rename(partial, path);
}

async function downloadByPip(
  { project, version, platform }: TensorflowWheel,
  { folder, indexUrl, report }: GetWheelOptions,
): Promise<void> {
  report.step("Asking pip for it");
  const options = ["--no-deps", "--only-binary=:all:", "--platform", platform, "--python-version", "3.11"];
  const index = indexUrl === undefined ? [] : ["--index-url", indexUrl];
  const args = ["-m", "pip", "download", ...options, ...index, "--dest", folder, `${project}==${version}`];
  await runCommand("python3", args);
}

async function checkDigest(path: string, { sha256 }: TensorflowWheel): Promise<void> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  const digest = hash.digest("hex");
  if (digest !== sha256)
    throw new InstallError(
      `${path} is not the file that was expected: its SHA-256 is ${digest}, not ${sha256}. The download is damaged, or the mirror has another file.`,
    );
}
