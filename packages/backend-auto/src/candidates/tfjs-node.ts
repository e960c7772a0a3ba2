import { type Candidate, missingPackage } from "./candidate";

/** In a file of its own: a bundler for browsers would follow the import into what only Node has. */
export const tfjsNode: Candidate = {
  name: "tfjs-node",
  async create() {
    try {
      const { tfjsNodeBackend } = await import("@fagr/backend-tfjs-node");
      return tfjsNodeBackend();
    } catch (cause) {
      throw missingPackage(["@fagr/backend-tfjs-node"], cause);
    }
  },
};
