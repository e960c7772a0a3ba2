import { afterAll, beforeAll, describe, it } from "@jest/globals";
import { sharedFile } from "../shared-folder";
import { backendCases } from "./all-cases";
import type { OpenSuite } from "./open-suite";
import { type BackendTestOptions, limitsOf } from "./options";
import { cropFolders } from "./real-crops";

/** Whether there are crops of data sets beside the repository. */
export function hasRealCrops(): boolean {
  return cropFolders.some((folder) => sharedFile(folder));
}

/** What a place to run in may lack beside what the options skip. */
export interface CaseSupport {
  readonly countsTensors: boolean;
}

/**
 * Makes a jest test of every case. Those that cannot run are skipped, and say why in their titles, which the reporter prints.
 *
 * @param open - Called once, before the first case, and not at all where every case is skipped.
 */
export function registerCases(
  name: string,
  { countsTensors, ...options }: BackendTestOptions & CaseSupport,
  open: () => Promise<OpenSuite>,
): void {
  const { skip = {}, reduced } = options;
  const reasons: Partial<Record<string, string>> = typeof skip === "string" ? {} : { ...skip };
  if (!countsTensors) reasons.leaks ??= "the runtime does not tell how many tensors it holds";
  if (!hasRealCrops()) reasons["real crops"] ??= 'there are no crops in the folder "shared" beside the repository';

  if (reduced && typeof skip !== "string") {
    const { batchSizes, predictions, crops } = limitsOf(options).counts;
    const rest = `batches of ${batchSizes.join(" and ")}, ${predictions} predictions, ${crops} crops`;
    console.warn(`Skipped, because ${reduced.reason}: repetition for backend ${name} beyond ${rest}`);
  }

  describe(`backend ${name}`, () => {
    let suite: OpenSuite | undefined;
    beforeAll(async () => {
      if (typeof skip !== "string") suite = await open();
    });
    afterAll(() => suite?.close());

    for (const { id, title } of backendCases) {
      const reason = typeof skip === "string" ? skip : reasons[id];
      if (reason === undefined) it(title, () => suite!.runCase(title));
      else it.skip(`${title} (skipped: ${reason})`, () => {});
    }
  });
}
