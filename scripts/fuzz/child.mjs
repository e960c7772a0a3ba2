// Reads damaged files one after the other and tells the parent what became of each.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "./random.mjs";
import { createTargets } from "./targets.mjs";

const folder = mkdtempSync(join(tmpdir(), "fagr-fuzz-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const targets = await createTargets(folder);
// A file that is refused though it is whole would hide whatever damage does to it.
const refused = [];
for (const [name, target] of Object.entries(targets))
  for (let seed = 0; seed < 8; seed++) {
    const { outcome, code, message } = await read((random) => target({ ...random, isCalm: true }), seed);
    if (outcome !== "read") refused.push(`${name}: ${code ?? message}`);
  }
process.send({ names: Object.keys(targets), refused });
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
