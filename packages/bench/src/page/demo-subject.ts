import { join } from "node:path";
import { buildWithVite } from "@fagr/testing/browser";
import { workspaceFolder } from "../support/workspace";
import { type PageSubject, patience } from "./subject";

export const demoFolder = join(workspaceFolder, "examples/browser-demo");

/** The browser demo, which does all work in a worker, built as it is published. */
export async function createDemoSubject(): Promise<PageSubject> {
  return {
    title: "in a worker (the demo)",
    files: await buildWithVite(demoFolder),
    settled: (page) => page.locator("#offline[data-ready]").waitFor(patience),
    // Photos are looked at one after the other; the status is that of the one that is shown. A single one is shown anyway.
    async watchLastPhoto(page) {
      const words = page.locator("#batch-words");
      if (await words.isVisible()) await words.filter({ hasText: /^\d+ photos/ }).waitFor(patience);
    },
    watchResults: (page) =>
      page.evaluate(() => {
        const note = () => threadRecord.results.push(performance.now());
        const frame = document.getElementById("frame")!;
        new MutationObserver(note).observe(frame, { attributes: true, attributeFilter: ["data-rate"] });
      }),
  };
}
