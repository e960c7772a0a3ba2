import { Session } from "node:inspector/promises";

/**
 * Watches which functions of a script are called, by V8's precise coverage.
 *
 * @param {string} url - Of the script.
 */
export async function watchCalls(url) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
  /** The calls since the last time: name, place, count. */
  const take = async () => {
    const { result } = await session.post("Profiler.takePreciseCoverage");
    return (
      result
        .filter((script) => script.url === url)
        .flatMap(({ functions }) => functions)
        .map(({ functionName, ranges: [{ startOffset, count }] }) => ({ functionName, startOffset, count }))
        // The function around a whole file, and that of the script, say that a file was loaded and not that it did something.
        .filter(({ functionName, startOffset, count }) => count > 0 && startOffset > 0 && !functionName.endsWith(".ts"))
    );
  };
  return { take, end: () => session.disconnect() };
}
