import { readFile } from "node:fs/promises";
import { expect, it } from "@jest/globals";
import manifest from "../../../weights/models/age-gender-62-int8/manifest.json" with { type: "json" };
import { loadWeights } from "./load-weights";

const file = new URL("../../../weights/models/age-gender-62-int8/age-gender-62-int8.bin", import.meta.url);

// That this compiles is half of the test: `format` of an imported JSON is a string to TypeScript.
it("takes a manifest as it is imported, with its numbers inlined", async () => {
  const { tensors } = await loadWeights({ manifest, file: await readFile(file) });
  expect(tensors.size).toBeGreaterThan(40);
});

it("checks what the type leaves open", async () => {
  const other = { ...manifest, format: "another" };
  await expect(loadWeights({ manifest: other, file })).rejects.toThrow(/field "format"/);
});

it("knows how much is to come where the server does not say", async () => {
  const bytes = new Uint8Array(await readFile(file));
  const totals = new Set<number | null>();
  await loadWeights(
    { manifest, file: "https://example.org/numbers.bin" },
    {
      // As behind a server that compresses: no length.
      fetch: async () => new Response(new Blob([bytes]).stream()),
      onProgress: ({ totalBytes }) => totals.add(totalBytes),
    },
  );
  expect([...totals]).toEqual([bytes.length]);
});
