import { existsSync } from "node:fs";
import { join } from "node:path";
import { RuntimeMissingError } from "@fagr/core";
import type { BackendAvailability } from "@fagr/core/backend";
import { workspaceFolder } from "../support/workspace";

/** Where ONNX conversions of published models lie: FAGR_PEERS, or `shared/peers` beside the repository. */
function peerFolder(): string {
  return process.env.FAGR_PEERS ?? join(workspaceFolder, "../shared/peers");
}

/** The path of a peer's file, whether it is there or not. */
function peerFile(file: string): string {
  return join(peerFolder(), file);
}

/** Whether a peer's file is there, and if not, what to do. */
export function peerFileAvailability(file: string): BackendAvailability {
  const path = peerFile(file);
  return existsSync(path)
    ? { available: true, reason: `${file} is there.` }
    : {
        available: false,
        reason: `There is no ${path}: set FAGR_PEERS to a folder that holds an ONNX conversion of that model under this name.`,
      };
}

/** @throws RuntimeMissingError if there is no such file. */
export function requirePeerFile(file: string): string {
  const { available, reason } = peerFileAvailability(file);
  if (!available) throw new RuntimeMissingError(file, reason);
  return peerFile(file);
}
