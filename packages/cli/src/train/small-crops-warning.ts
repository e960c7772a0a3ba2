import type { CropSet } from "@fagr/data";

/** What to tell of crops whose faces have fewer pixels than the network sees, such as Table 1's 112; undefined where all is well. */
export function smallCropsWarning(
  inputSize: number,
  { manifest: { size, boxScale } }: Pick<CropSet, "manifest">,
): string | undefined {
  const faces = Math.round(size / boxScale);
  if (inputSize <= faces) return undefined;
  return `Warning: the network sees ${inputSize} pixels, but the faces in the crops have ${faces} and are enlarged, which adds no information. Prepare them with --size ${Math.ceil(inputSize * boxScale)}.`;
}
