import { nodeBuiltin } from "../node-builtin";

/**
 * The default folder of downloaded models: the folder `fagr` in the system's cache folder. `$XDG_CACHE_HOME` or `~/.cache` on
 * Linux, `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows. Nothing is created.
 *
 * @throws RuntimeMissingError outside of Node.
 */
export function defaultModelFolder(): string {
  const purpose = "know where downloaded models are kept";
  const { join, isAbsolute } = nodeBuiltin("node:path", purpose);
  const { homedir } = nodeBuiltin("node:os", purpose);
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  // The XDG specification wants relative paths to be ignored.
  if (XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, "fagr");
  if (process.platform === "win32") return join(LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "fagr");
  return process.platform === "darwin"
    ? join(homedir(), "Library", "Caches", "fagr")
    : join(homedir(), ".cache", "fagr");
}
