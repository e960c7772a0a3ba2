import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { LockedError } from "../errors";
import { explainWriteFailure } from "./write-all";

/** A folder that is this process's alone. */
export interface FolderLock extends AsyncDisposable {
  /** Releases the folder. Calling it again does nothing. */
  release(): Promise<void>;
}

/** Who holds a folder; the content of the lock's file. */
interface Holder {
  readonly process: number;
  readonly host: string;
  /** Tells a process from a later one of the same number, where the system says when it began. */
  readonly began: string | null;
  readonly since: string;
  readonly task: string;
  readonly key: string;
}

const lockName = ".fagr.lock";
const signOfLifeEvery = 30_000;
/** A holder on another machine cannot be asked; without a sign of life for this long it counts as ended. */
const silentFor = 10 * 60_000;

/**
 * Locks a folder for one process, so that two of them do not write into it at once. The folder is created if it does not exist.
 * The lock of a process that has ended, in whatever way, is taken over.
 *
 * @param task - What is done in the folder, for the message that another process gets, such as "fagr train".
 * @throws LockedError if another process, or another call in this one, holds the folder.
 *
 * @example
 * ```ts
 * await using lock = await lockFolder("run", "fagr train");
 * ```
 */
export async function lockFolder(folder: string, task: string): Promise<FolderLock> {
  const file = join(folder, lockName);
  const key = randomUUID();
  const mine: Holder = {
    process: process.pid,
    host: hostname(),
    began: await beginOf(process.pid),
    since: new Date().toISOString(),
    task,
    key,
  };
  try {
    await mkdir(folder, { recursive: true });
    await take(file, mine, folder);
  } catch (error) {
    throw explainWriteFailure(error, { file });
  }
  const signOfLife = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, signOfLifeEvery);
  signOfLife.unref();
  let released: Promise<void> | undefined;
  const release = () => {
    released ??= (async () => {
      clearInterval(signOfLife);
      if ((await readHolder(file))?.key === key) await rm(file, { force: true });
    })();
    return released;
  };
  return { release, [Symbol.asyncDispose]: release };
}

async function take(file: string, mine: Holder, folder: string): Promise<void> {
  const own = `${file}.${mine.key.slice(0, 8)}`;
  try {
    // Written under another name and linked, so that nobody ever reads half a lock.
    await writeFile(own, JSON.stringify(mine));
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await linked(own, file)) return;
      const holder = await readHolder(file);
      if (!(await isGone(file, holder))) throw lockedBy(holder, folder, file);
      await takeAway(file, { gone: holder?.key, aside: `${own}.stale` });
    }
    throw lockedBy(await readHolder(file), folder, file);
  } finally {
    await rm(own, { force: true });
  }
}

async function linked(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "ENOSYS" && code !== "EOPNOTSUPP") throw error;
  }
  // File systems without links, such as FAT and some of networks.
  try {
    await writeFile(file, await readFile(own), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Removes the lock of a process that has ended; a new lock that another process has made meanwhile is put back. */
async function takeAway(file: string, { gone, aside }: { gone: string | undefined; aside: string }): Promise<void> {
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if ((await readHolder(aside))?.key !== gone) await linked(aside, file);
  await rm(aside, { force: true });
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(file, "utf8")) as Holder;
    return typeof holder?.process === "number" ? holder : undefined;
  } catch {
    return undefined;
  }
}

async function isGone(file: string, holder: Holder | undefined): Promise<boolean> {
  if (holder && holder.host === hostname()) {
    if (!isAlive(holder.process)) return true;
    const began = await beginOf(holder.process);
    return began !== null && holder.began !== null && began !== holder.began;
  }
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.NaN }));
  return Date.now() - mtimeMs > silentFor;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, as the system counts it; null where it does not say. A zombie process counts as ended. */
async function beginOf(pid: number): Promise<string | null> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "ended" : fields[19]!;
  } catch {
    return null;
  }
}

function lockedBy(holder: Holder | undefined, folder: string, file: string): LockedError {
  const who = holder
    ? `${holder.task} (process ${holder.process} on ${holder.host}, since ${holder.since}) is writing there`
    : "another process is writing there";
  return new LockedError(
    folder,
    `Expected to be the only writer in ${folder}, but ${who}. Wait for it, stop it, or use another folder. If no such process runs any more, remove ${file}.`,
  );
}
