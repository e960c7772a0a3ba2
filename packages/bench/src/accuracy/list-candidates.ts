import { InvalidArgumentError } from "@fagr/core";
import { installTfjsPeers, peers } from "../peers";
import { type Candidate, ourCandidate, peerCandidate } from "./candidate";
import type { AccuracyOptions } from "./read-options";

/**
 * The models that are compared: ours first, then what there is of the others. A peer whose files are not here is told as such.
 *
 * @throws InvalidArgumentError if none is called as `only` says; WeightsError, DownloadError if one of ours cannot be loaded.
 */
export async function listCandidates(
  { models, mirror, only, offline }: Pick<AccuracyOptions, "models" | "mirror" | "only" | "offline">,
  log: (line: string) => void,
): Promise<Candidate[]> {
  const ours = await Promise.all(
    models.flatMap(({ name, source }) => [
      ourCandidate(name, source),
      ...(mirror ? [ourCandidate(name, source, { mirror })] : []),
    ]),
  );
  const wanted = peers.filter(({ name }) => only.test(name));
  if (!offline && wanted.length > 0) await installTfjsPeers().catch((error: Error) => log(error.message));
  const others: Candidate[] = [];
  for (const peer of wanted) {
    const { available, reason } = await peer.isAvailable();
    if (available) others.push(await peerCandidate(peer));
    else log(`${peer.name} is left out. ${reason}`);
  }
  const candidates = [...ours.filter(({ name }) => only.test(name)), ...others];
  if (candidates.length === 0)
    throw new InvalidArgumentError(`Expected --only to name models that are here, received "${only.source}".`);
  return candidates;
}
