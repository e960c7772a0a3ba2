import { DownloadError } from "../errors";
import { shortenLocation } from "./shorten-location";

/** As many as browsers follow. */
const mostRedirects = 20;

/**
 * Works like `fetch`, but checks the target of a redirect first: a redirect into the local network, or to this machine, is only
 * followed if it started there. A server outside could have another one's pages read otherwise.
 *
 * Names are taken as they are written, without asking which address they have.
 *
 * @throws DownloadError for a redirect that leads to a private host, or for too many.
 */
export async function followRedirects(
  fetch: typeof globalThis.fetch,
  location: string,
  signal: AbortSignal,
): Promise<Response> {
  let address = location;
  for (let count = 0; count <= mostRedirects; count++) {
    const response = await fetch(address, { signal, redirect: "manual" });
    const target = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || target === null) return response;
    await response.body?.cancel().catch(() => {});
    address = nextAddress(target, { from: address, location });
  }
  throw new DownloadError(
    shortenLocation(location),
    `Expected the file ${shortenLocation(location)}, but the server redirects more than ${mostRedirects} times. Check the address.`,
  );
}

function nextAddress(target: string, { from, location }: { from: string; location: string }): string {
  const file = shortenLocation(location);
  const refuse = (why: string): never => {
    throw new DownloadError(
      file,
      `Expected the file ${file}, but the server redirects to ${shortenLocation(target)}, ${why}. If you trust it, pass that address itself.`,
    );
  };
  if (!URL.canParse(target, from)) return refuse("which is not an address");
  const [next, first] = [new URL(target, from), new URL(location)];
  if (next.protocol !== "http:" && next.protocol !== "https:") return refuse("which is not a web server's");
  if (isPrivateHost(next.hostname) && !isSameServer(next, first)) return refuse("which is in a private network");
  return next.href;
}

/** The same host and port; from http to https a server may change to the port of that. */
function isSameServer(next: URL, first: URL): boolean {
  const isUpgrade = first.protocol === "http:" && next.protocol === "https:" && first.port === "" && next.port === "";
  return next.hostname === first.hostname && (next.port === first.port || isUpgrade);
}

/**
 * Whether a host is this machine or in the local network, by its name: addresses that are not on the internet (RFC 6890), and
 * names without a dot or of a local domain.
 *
 * @param hostname - As URL gives it, which writes every form of an IPv4 address as four decimal numbers.
 */
export function isPrivateHost(hostname: string): boolean {
  if (hostname.startsWith("[")) return !/^\[[23][0-9a-f]{3}:/i.test(hostname);
  const numbers = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(hostname);
  if (!numbers) return /^[^.]*$|\.(?:localhost|local|internal|home\.arpa|lan)\.?$/i.test(hostname.replace(/\.$/, ""));
  const [first, second] = [Number(numbers[1]), Number(numbers[2])];
  return (
    [0, 10, 127].includes(first) ||
    first >= 224 ||
    (first === 100 && second >= 64 && second < 128) ||
    (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && (second === 168 || second === 0)) ||
    (first === 198 && (second === 18 || second === 19))
  );
}
