// A page under development, as somebody uses it: starts its server, opens it in Chromium, chooses a photo, reads the answer.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../../site/package.json", import.meta.url))("playwright-core");

/**
 * @param {{ command: string, cwd: string, environment: Record<string, string>, photo: string }} settings
 * @returns {Promise<{ text: string, secondsToPage: number, secondsToAnswer: number }>}
 * @throws Error where the page or its console tells of an error or a warning.
 */
export async function useInBrowser({ command, cwd, environment, photo }) {
  const start = performance.now();
  const server = spawn(command, { cwd, shell: true, detached: true, env: { ...process.env, ...environment } });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const address = await addressOf(server);
    const page = await browser.newPage();
    const complaints = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(address);
    await page.locator("input[type=file]").waitFor();
    const loaded = performance.now();
    await page.locator("input[type=file]").setInputFiles(photo);
    await page.locator("li").first().waitFor({ timeout: 60_000 });
    const answered = performance.now();
    if (complaints.length > 0) throw new Error(`The browser's console says:\n${complaints.join("\n")}`);
    const text = (await page.locator("li").allTextContents()).join("\n");
    return { text, secondsToPage: (loaded - start) / 1000, secondsToAnswer: (answered - loaded) / 1000 };
  } finally {
    await browser.close();
    process.kill(-server.pid);
  }
}

/** The address that a server prints. @param {import("node:child_process").ChildProcess} server @returns {Promise<string>} */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let printed = "";
    for (const stream of [server.stdout, server.stderr])
      stream?.on("data", (text) => {
        printed += text;
        // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals' colours
        const address = /https?:\/\/localhost:\d+\//.exec(printed.replace(/\u001b\[[\d;]*m/g, ""));
        if (address) resolve(address[0]);
      });
    server.on("exit", (code) => reject(new Error(`The server ended with ${code}:\n${printed}`)));
  });
}
