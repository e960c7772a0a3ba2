import { InvalidArgumentError } from "../errors";
import { isLocal } from "../weights/download";
import { shortenLocation } from "../weights/shorten-location";
import type { CompleteImageLimits, LocationKind } from "./image-limits";

/** @throws InvalidArgumentError for a text that is neither a path nor an address, and for one that the limits forbid. */
export function checkLocation(location: string, { allowedLocations }: CompleteImageLimits): void {
  if (looksLikeBase64(location))
    throw new InvalidArgumentError(
      `Expected a path or a URL, received a text of ${location.length} characters that looks like base64. Decode it: Buffer.from(text, "base64") in Node, or put "data:image/jpeg;base64," before it.`,
    );
  if (location.trim() === "") throw new InvalidArgumentError("Expected a path or a URL, received an empty text.");
  if (location.includes("\0"))
    throw new InvalidArgumentError("Expected a path or a URL, received a text with a zero byte in it.");
  const kind = kindOfLocation(location);
  if (!allowedLocations.includes(kind))
    throw new InvalidArgumentError(
      `Expected ${allowedLocations.length === 0 ? "an image as bytes or pixels" : `a location of the kind ${allowedLocations.join(" or ")}`}, as allowedLocations says, received ${kind === "file" ? "the path" : "the address"} ${shortenLocation(location)}.`,
    );
}

function kindOfLocation(location: string): LocationKind {
  if (isLocal(location)) return "file";
  const [, scheme = ""] = /^(data|blob):/i.exec(location) ?? [];
  return scheme ? (scheme.toLowerCase() as LocationKind) : "http";
}

/** JPEG, PNG, GIF and WebP files begin so in base64; other texts that are too long for a path count too. */
function looksLikeBase64(text: string): boolean {
  if (text.length < 64 || !/^[A-Za-z0-9+/_=\s-]+$/.test(text)) return false;
  return text.length > 1024 || /^(\/9j\/|iVBORw0KGgo|R0lGOD|UklGR)/.test(text);
}
