import type { CropSet } from "@fagr/data";

/**
 * A warning about crops whose faces have fewer pixels than the network's input, such as Table 1's 112; undefined if there is
 * nothing to warn of.
 */
export function smallCropsWarning(
  inputSize: number,
  { manifest: { size, boxScale } }: Pick<CropSet, "manifest">,
): string | undefined {
  const faces = Math.round(size / boxScale);
  if (inputSize <= faces) return undefined;
  return `Warning: the network sees ${inputSize} pixels, but the faces in the crops have ${faces} and are enlarged, which adds no information. Prepare them with --size ${Math.ceil(inputSize * boxScale)}.`;
}
