import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CommandContext } from "../context";
import type { DetectorOptions } from "../options";

/** YuNet where its file lies in its place and nobody asked for another detector: it finds more faces. */
export async function preferYunet<Options extends DetectorOptions>(
  options: Options,
  { note }: Pick<CommandContext, "note">,
): Promise<Options> {
  const { defaultModelFolder, yunetFile } = await import("@fagr/detect");
  const file = join(defaultModelFolder(), yunetFile.name);
  if (!existsSync(file)) return options;
  note(`Detecting faces with YuNet (${file}); use --detector ssd for the other detector.`);
  return { ...options, detector: "yunet" };
}
