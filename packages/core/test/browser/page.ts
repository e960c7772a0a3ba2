import { openFileCache } from "../../src/cache/browser";
import { fetchBytes } from "../../src/weights/download";

/** What the test asks of the page. */
export interface CachePage {
  /** Fetches a file by the cache, and says whether it was there before and after. */
  visit(address: string): Promise<{ before: boolean; text: string; after: boolean }>;
  clear(): Promise<void>;
}

const cache = openFileCache({ name: "test" });
const page: CachePage = {
  async visit(address) {
    const before = await cache.isCached(address);
    const bytes = await fetchBytes(address, { fetch: cache.fetch });
    return { before, text: new TextDecoder().decode(bytes), after: await cache.isCached(address) };
  },
  clear: () => cache.clear(),
};
Object.assign(globalThis, { cachePage: page });
