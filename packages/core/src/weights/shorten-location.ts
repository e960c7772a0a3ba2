/**
 * An address as a message may repeat it: without a name and a password in it, without the values of its query (a signature, a key), and
 * never long. `data:` URLs carry a whole file in them.
 */
export function shortenLocation(location: string): string {
  const shown = hidePasswords(location);
  return shown.length > 200 ? `${shown.slice(0, 60)}…` : shown;
}

/** A text of somebody else's, in which addresses may stand, without their passwords and queries' values. */
export function hidePasswords(text: string): string {
  return text
    .replaceAll(/(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s@]*@/gi, "$1…@")
    .replaceAll(/(\b(?:https?):\/\/[^\s?#"'<>]*\?)[^\s"'<>]+/gi, "$1…");
}
