import type { BackendAvailability } from "@fagr/core/backend";
import type { PeerAdapter, PeerNetwork } from "@fagr/evaluation/peers";

/** How a peer is run. */
export interface PeerOptions {
  /** Which ONNX Runtime runs the peers that are ONNX files. Default "node". The others run on tfjs-wasm, always. */
  runtime?: "node" | "web";
  /** Threads of one run. Default 1. */
  threads?: number;
}

/** Which edition of a model it is: the same identity gives the same answers. */
export interface PeerIdentity {
  readonly version: string;
  /** Of its file, lower-case hexadecimal, where it is one. */
  readonly sha256?: string;
}

/** Somebody else's published model, with the place of its files. */
export interface Peer extends PeerAdapter {
  /** The package that runs its network, unless other options say so. */
  readonly runtime: string;
  /** @throws RuntimeMissingError if its files are not here. */
  identify(): Promise<PeerIdentity>;
  /** Whether its files are here, and if not, how they are had. */
  isAvailable(): Promise<BackendAvailability>;
  /** @throws RuntimeMissingError if its files are not here. */
  open(options?: PeerOptions): Promise<PeerNetwork>;
}
