// Reads damaged files one after the other and tells the parent what became of each.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "./random.mjs";
import { createTargets } from "./targets.mjs";

const folder = mkdtempSync(join(tmpdir(), "fagr-fuzz-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const targets = await createTargets(folder);
process.send({ names: Object.keys(targets) });
process.on("message", async ({ name, seed }) => {
  process.send({ name, seed, ...(await read(targets[name], seed)) });
});

async function read(target, seed) {
  try {
    await target(createRandom(seed));
    return { outcome: "read" };
  } catch (error) {
    const { code, message = String(error) } = Object(error);
    const isOurs = Symbol.for("fagr.error") in Object(error);
    if (isOurs && message.length < 2000) return { outcome: "refused", code };
    return { outcome: "escaped", message: `${Object(error).name}: ${message.slice(0, 200)}` };
  }
}
