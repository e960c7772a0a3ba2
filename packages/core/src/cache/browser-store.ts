import type { FileStore } from "./file-cache";

const hashHeader = "x-fagr-sha256";

/**
 * Keeps files in the browser's Cache Storage, where service workers find them too. The browser may delete them when it runs out
 * of space.
 */
export function createBrowserStore(name: string): FileStore {
  const open = () => caches.open(`fagr ${name}`);
  // Cache Storage wants addresses; this one leads nowhere.
  const addressOf = (key: string) => `https://fagr.invalid/${key}`;
  return {
    async read(key) {
      const response = await (await open()).match(addressOf(key));
      if (!response) return null;
      return { sha256: response.headers.get(hashHeader) ?? "", bytes: new Uint8Array(await response.arrayBuffer()) };
    },
    async write(key, { sha256, bytes }) {
      const headers = { [hashHeader]: sha256 };
      await (await open()).put(addressOf(key), new Response(bytes as Uint8Array<ArrayBuffer>, { headers }));
    },
    async remove(key) {
      await (await open()).delete(addressOf(key));
    },
    async clear() {
      await caches.delete(`fagr ${name}`);
    },
  };
}

/** Stores nothing: pages served over plain http have no Cache Storage. */
export const emptyStore: FileStore = {
  read: async () => null,
  write: async () => {},
  remove: async () => {},
  clear: async () => {},
};
