import { saveWeights } from "@fagr/core/network";
import { nodeEnvironment } from "./node-environment";
import type { AnsweredFaces } from "./suite-context";

/** The files that a page of the suite fetches, by path. */
export async function suiteFiles(crops: number): Promise<Map<string, Uint8Array | string>> {
  const { tensors, manifest } = await nodeEnvironment.shippedWeights();
  const { data } = await saveWeights(tensors, { ...manifest, file: manifest.files[0].path });
  const files = new Map<string, Uint8Array | string>([
    ["/suite/weights/manifest.json", JSON.stringify(manifest)],
    [`/suite/weights/${manifest.files[0].path}`, data],
  ]);
  addFaces(files, "golden", await nodeEnvironment.goldenFaces());
  if (crops > 0) addFaces(files, "crops", await nodeEnvironment.realCrops(crops));
  return files;
}

function addFaces(files: Map<string, Uint8Array | string>, name: string, { pixels, expected }: AnsweredFaces): void {
  files.set(`/suite/${name}.pixels`, new Uint8Array(pixels.data.buffer));
  files.set(`/suite/${name}.json`, JSON.stringify({ age: [...expected.age], gender: [...expected.gender] }));
}
