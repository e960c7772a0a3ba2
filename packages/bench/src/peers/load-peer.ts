import { type ComparedModel, createComparedModel } from "@fagr/evaluation/peers";
import type { Peer, PeerOptions } from "./peer";

/**
 * A peer as a model: faces in, ages and genders out.
 *
 * @throws RuntimeMissingError if its files are not here.
 */
export async function loadPeer(peer: Peer, options: PeerOptions = {}): Promise<ComparedModel> {
  return createComparedModel(peer, await peer.open(options));
}
