import { RuntimeMissingError } from "../errors";
import { findSubtleCrypto } from "../values/simulated-page";

/**
 * SHA-256 of bytes, as lower-case hexadecimal, by the platform's own WebCrypto.
 *
 * @throws RuntimeMissingError where there is no `crypto.subtle`: browsers leave it out on pages that came over plain
 * http from another host.
 */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const subtle = findSubtleCrypto();
  if (!subtle)
    throw new RuntimeMissingError(
      "WebCrypto",
      "Expected crypto.subtle, to check the SHA-256 of a file, but it is missing. Browsers offer it on secure pages only: serve the page over https or from localhost.",
    );
  // WebCrypto does not accept views of shared memory, and TypeScript cannot know that this is not one.
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
