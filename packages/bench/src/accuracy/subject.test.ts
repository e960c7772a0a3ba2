import { weights } from "@fagr/weights";
import { describe, expect, it } from "@jest/globals";
import { ourSubject } from "./subject";

const size = 62;
/** Dark on the left, bright on the right: its mirror image is another picture. */
const data = Uint8Array.from({ length: size * size * 3 }, (_, index) => (Math.floor(index / 3) % size) * 4);
const faces = [{ image: { width: size, height: size, data } }];

describe("ourSubject", () => {
  it("tells intervals and distributions, and with mirror averaging what faces and mirror images have in common", async () => {
    const [plain, mirrored] = await Promise.all([
      ourSubject("mine", weights),
      ourSubject("mine", weights, { mirror: true }),
    ]);
    expect([plain.name, plain.isVariant, mirrored.name, mirrored.isVariant]).toEqual([
      ...["mine", false],
      ...["mine, mirror averaged", true],
    ]);
    // Kept answers of one must not be taken for the other's.
    expect(plain.identity).not.toEqual(mirrored.identity);
    const [one, both] = await Promise.all([plain.open(), mirrored.open()]);
    const [[alone], [averaged]] = await Promise.all([one.predict(faces), both.predict(faces)]);
    expect(alone!.ageDistribution).toHaveLength(48);
    expect(alone!.ageInterval).toHaveLength(2);
    expect(averaged!.age).not.toBe(alone!.age);
    await Promise.all([one.dispose(), both.dispose()]);
  });

  it("is another one with another calibration, since its probabilities are", async () => {
    const { manifest, file } = weights;
    const calibration = { ageTemperature: 2, genderTemperature: 2 };
    const other = await ourSubject("mine", { manifest: { ...manifest, calibration }, file });
    expect(other.identity).not.toEqual((await ourSubject("mine", weights)).identity);
  });
});
