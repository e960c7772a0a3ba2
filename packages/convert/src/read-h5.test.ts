import { WeightsError } from "@fagr/core";
import { createArchitecture } from "@fagr/core/network";
import { randomWeights } from "@fagr/testing";
import { expect, it } from "@jest/globals";
import { exportKeras } from "./export-keras";
import { importKeras } from "./import-keras";
import { writeH5File } from "./keras/open-h5";

const architecture = createArchitecture("age-gender-62", { inputSize: 16, widthMultiplier: 0.125 });

it("says what a file is not, or that it is cut short, and reads the next one all the same", async () => {
  const whole = await exportKeras(randomWeights(architecture, 1));
  const weightsAlone = await writeH5File((file) => file.create_attribute("layer_names", ["a"]));
  for (const [bytes, message] of [
    [new TextEncoder().encode("PK a .keras file"), /Keras file in HDF5.*model\.save/],
    [new Uint8Array(0), /Keras file in HDF5/],
    [whole.slice(0, whole.length / 2), /cut short or damaged/],
    [weightsAlone, /"model_config".*model\.save_weights/],
  ] as const) {
    const importing = importKeras(bytes);
    await expect(importing).rejects.toBeInstanceOf(WeightsError);
    await expect(importing).rejects.toThrow(message);
  }
  expect((await importKeras(whole)).manifest.name).toBe("random-1");
});

it("refuses strings whose sizes lead back to themselves, on which the library would never end", async () => {
  const bytes = await writeH5File((file) => file.create_attribute("layer_names", ["one", "three"]));
  const heap = Buffer.from(bytes).indexOf("GCOL");
  expect(heap).toBeGreaterThan(0);
  // The first object's header takes 16 bytes: with 2^32 - 16 of content they are none, in numbers of 32 bits.
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(heap + 16 + 8, 2 ** 32 - 16, true);
  await expect(importKeras(bytes)).rejects.toThrow(/strings at byte \d+ are damaged/);
  // Free space, number 0, covers its own header.
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(heap + 16, 0, true);
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(heap + 16 + 8, 0, true);
  await expect(importKeras(bytes)).rejects.toThrow(/strings at byte \d+ are damaged/);
});
