import { RuntimeMissingError } from "../errors";
import { reasonOf } from "../reason";

/** The package sharp. */
export type SharpModule = typeof import("sharp").default;

const otherWay = "or pass decoded pixels: { width, height, data } with RGB or RGBA bytes";

/** Loads sharp, and tells whether it is missing or installed but unusable here. */
export async function importSharp(): Promise<SharpModule> {
  try {
    return (await import("sharp")).default;
  } catch (error) {
    const reason = reasonOf(error);
    if (/cannot find (package|module) ['"]sharp['"]/i.test(reason.split("\n")[0]!))
      throw new RuntimeMissingError(
        "sharp",
        `Expected the package sharp, which decodes images in Node, but it cannot be loaded. Install it with \`npm install sharp\`, ${otherWay}.`,
        { cause: error },
      );
    const { platform, arch } = process;
    throw new RuntimeMissingError(
      "sharp",
      `Expected the package sharp to run here (${platform}-${arch}, Node ${process.version}); it is installed but cannot be loaded, because: ${firstLines(reason)}. Install it on this system (\`npm install --os=${platform} --cpu=${arch} sharp\`: node_modules from another system has other binaries) and let Node load addons, ${otherWay}.`,
      { cause: error },
    );
  }
}

/** sharp's own message goes on for a page. */
function firstLines(reason: string): string {
  return reason
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^possible solutions/i.test(line))
    .slice(0, 2)
    .join("; ")
    .slice(0, 300);
}
