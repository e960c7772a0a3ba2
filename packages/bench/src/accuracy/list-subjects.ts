import { InvalidArgumentError } from "@fagr/core";
import { installTfjsPeers, peers } from "../peers";
import type { AccuracyOptions } from "./read-options";
import { type AccuracySubject, ourSubject, peerSubject } from "./subject";

/**
 * The models that are compared: ours first, then what there is of the others. A peer whose files are not here is told as such.
 *
 * @throws InvalidArgumentError if none is called as `only` says; WeightsError, DownloadError if one of ours cannot be loaded.
 */
export async function listSubjects(
  { models, mirror, only, offline }: Pick<AccuracyOptions, "models" | "mirror" | "only" | "offline">,
  log: (line: string) => void,
): Promise<AccuracySubject[]> {
  const ours = await Promise.all(
    models.flatMap(({ name, source }) => [
      ourSubject(name, source),
      ...(mirror ? [ourSubject(name, source, { mirror })] : []),
    ]),
  );
  const wanted = peers.filter(({ name }) => only.test(name));
  if (!offline && wanted.length > 0) await installTfjsPeers().catch((error: Error) => log(error.message));
  const others: AccuracySubject[] = [];
  for (const peer of wanted) {
    const { available, reason } = await peer.isAvailable();
    if (available) others.push(await peerSubject(peer));
    else log(`${peer.name} is left out. ${reason}`);
  }
  const subjects = [...ours.filter(({ name }) => only.test(name)), ...others];
  if (subjects.length === 0)
    throw new InvalidArgumentError(`Expected --only to name models that are here, received "${only.source}".`);
  return subjects;
}
