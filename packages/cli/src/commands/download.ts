import { Argument } from "commander";
import type { CommandContext, RegisterCommand } from "../context";
import { bar, byteSize } from "../output/numbers";

interface DownloadCommandOptions {
  to?: string;
  url?: string;
}

/** `fagr download`: models that come with no npm package. */
export const registerDownload: RegisterCommand = (program, context) => {
  program
    .command("download")
    .description("download a model that no npm package includes, and check it")
    .addArgument(new Argument("<model>", "yunet: the face detector of OpenCV (MIT, 0.2 MB)").choices(["yunet"]))
    .option("--to <folder>", "where to put it (default: where --detector yunet looks for it)")
    .option("--url <url>", "download it from elsewhere; it must be the same file")
    .action((_model: "yunet", options: DownloadCommandOptions) => download(options, context));
};

async function download({ to, url }: DownloadCommandOptions, context: CommandContext): Promise<void> {
  const { defaultModelFolder, downloadYunet } = await import("@fagr/detect");
  const path = await downloadYunet(to ?? defaultModelFolder(), {
    fetch: context.fetch,
    signal: context.signal,
    onProgress: ({ loadedBytes, totalBytes }) => {
      const part = totalBytes === null ? "" : `${bar(loadedBytes / totalBytes)} `;
      context.progress(`${part}${byteSize(loadedBytes)}${totalBytes === null ? "" : ` of ${byteSize(totalBytes)}`}`);
    },
    ...(url === undefined ? {} : { url }),
  });
  context.print(path);
}
