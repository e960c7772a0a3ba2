import type { BackendSubject } from "../backends/backend-subject";
import type { PeerOptions } from "../peers";

/** What a Node process measures. Plain data. */
export type NodeSubject =
  | {
      readonly kind: "backend";
      readonly backend: BackendSubject;
      /** The file of the 32 faces' numbers. */
      readonly pixelsFile: string;
    }
  | { readonly kind: "peer"; readonly id: string; readonly options: PeerOptions };

/** What is asked of the process. */
export type NodeRequest = { readonly kind: "open"; readonly subject: NodeSubject } | { readonly kind: "round" };
