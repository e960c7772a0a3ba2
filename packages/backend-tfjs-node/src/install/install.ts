import { copyFile, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { addonPath, buildAddon } from "./build-addon";
import { exists } from "./exists";
import { getWheel } from "./get-wheel";
import { InstallError } from "./install-error";
import { layIntoDeps } from "./libraries";
import type { Report } from "./report";
import { currentPlatform, wheelFor } from "./tensorflow-wheel";
import { tryAddon } from "./try-addon";
import { unpackWheel } from "./unpack-wheel";

/** What `fagr-tfjs-node-install` may be told. */
export interface InstallOptions {
  /** A wheel of TensorFlow, in place of the one that is downloaded. */
  readonly wheel: string | undefined;
  /** A Python package index, in place of the one that pip is configured with. */
  readonly indexUrl: string | undefined;
  /** A folder with `include/node`, in place of the one that is found. */
  readonly nodedir: string | undefined;
  /** Keeps unpacked libraries and the built addon for the next project. */
  readonly cache: string | undefined;
  /** Begins again although tfjs-node runs already. */
  readonly force: boolean;
  readonly report: Report;
}

/**
 * Gives tfjs-node TensorFlow's library and an addon that fits it.
 *
 * @throws InstallError with what is missing and what to do.
 */
export async function install(options: InstallOptions): Promise<void> {
  const { report, force } = options;
  const { folder, version } = findTfjsNode();
  if (!force && (await exists(join(folder, addonPath)))) {
    const running = await tryAddon(folder).catch(() => undefined);
    if (running) return report.step(`tfjs-node ${version} runs with TensorFlow ${running} already: ${folder}`);
  }
  const platform = currentPlatform();
  const published = wheelFor(platform);
  const cache = options.cache ?? join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "fagr", "tfjs-node");
  // A wheel of one's own may be any, so what is made of it is not kept.
  const home = join(cache, options.wheel ? "own-wheel" : `${published.project}-${published.version}-${platform.name}`);
  const unpacked = join(home, "tensorflow");
  if (force || options.wheel) await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });

  if (await exists(unpacked)) report.step(`TensorFlow's library is in ${unpacked} already`);
  else {
    const wheel = options.wheel ? resolve(options.wheel) : await getWheel(published, { ...options, folder: home });
    report.step(`Unpacking it into ${unpacked}`);
    await unpackWheel(wheel, unpacked);
    if (!options.wheel) await rm(wheel);
  }
  report.step(`Laying it into ${join(folder, "deps")}`);
  await layIntoDeps(unpacked, folder);

  const kept = join(home, `tfjs-node-${version}.node`);
  const addon = join(folder, addonPath);
  const reused = (await exists(kept)) && (await reuseAddon(kept, { addon, folder }));
  if (!reused) {
    await buildAddon(folder, options);
    await rm(join(folder, "build"), { recursive: true, force: true });
  }
  const running = await tryAddon(folder);
  if (!reused) await copyFile(addon, kept);
  if (options.wheel) await rm(home, { recursive: true, force: true });
  report.step(`tfjs-node ${version} runs with TensorFlow ${running}: ${folder}`);
}

/** An addon that was built for another project fits, unless the C library has changed since. */
async function reuseAddon(kept: string, { addon, folder }: { addon: string; folder: string }): Promise<boolean> {
  await mkdir(dirname(addon), { recursive: true });
  await copyFile(kept, addon);
  return tryAddon(folder).then(
    () => true,
    () => false,
  );
}

/** The tfjs-node of the project that this is called in, or else the one that this package sees. */
function findTfjsNode(): { folder: string; version: string } {
  const name = "@tensorflow/tfjs-node/package.json";
  for (const from of [join(process.cwd(), "package.json"), import.meta.url])
    try {
      const require = createRequire(from);
      const { version } = require(name) as { version: string };
      return { folder: dirname(require.resolve(name)), version };
    } catch {}
  throw new InstallError(
    `There is no @tensorflow/tfjs-node in ${process.cwd()}. Install it first, without its own installer: npm install --ignore-scripts @tensorflow/tfjs-node@4.22.0`,
  );
}
