// What `fagr calibrate` changes in a manifest: temperatures, and the weights that tell faces outside the trained ages.
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { DataError, loadAgeGenderModel } from "@fagr/core";
import { readTextFile, writeWholeFile } from "@fagr/core/files";
import type { Calibration, WeightsManifest } from "@fagr/core/network";
import { type CropSet, cropAt } from "@fagr/data";
import type { CalibrationAnswer } from "@fagr/evaluation";
import type { CommandContext } from "../context";
import { openBackend } from "../engine/open-backend";
import type { ModelOptions } from "../options";

/** Faces that go through the network at once. */
const batchSize = 64;

interface CalibrateOptions extends Pick<ModelOptions, "backend"> {
  readonly crops: CropSet;
  /** Indices of the faces that training never saw. */
  readonly faces: Int32Array;
  /** Nothing is written. */
  readonly dryRun?: boolean;
}

/**
 * Fits a model's calibration on packed crops and writes it into its manifest, in place of one that is there.
 *
 * @returns What was fitted.
 * @throws InvalidArgumentError with too few labelled faces; DataError if the manifest cannot be read.
 */
export async function calibrateManifest(
  file: string,
  { crops, faces, dryRun = false, backend }: CalibrateOptions,
  context: CommandContext,
): Promise<Calibration> {
  const { calibrateAnswers } = await import("@fagr/evaluation");
  const { calibration: _older, ...manifest } = await readManifest(file);
  // Without a calibration the model answers with the network's own probabilities, to which everything is fitted.
  const weights = { manifest, file: pathToFileURL(resolve(join(dirname(file), manifest.files[0].path))) };
  await using model = await loadAgeGenderModel({ backend: await openBackend({ backend }, context), weights });
  const answers: CalibrationAnswer[] = [];
  const { size, boxScale, samples } = crops.manifest;
  const side = size / boxScale;
  const box = { x: (size - side) / 2, y: (size - side) / 2, width: side, height: side };
  for (let start = 0; start < faces.length; start += batchSize) {
    const batch = Array.from(faces.subarray(start, start + batchSize));
    const regions = batch.map((index) => ({
      image: { data: cropAt(crops, index), width: size, height: size },
      box,
    }));
    const predictions = await model.predict(regions, {
      ageDistribution: true,
      attributeDistributions: true,
      signal: context.signal,
    });
    for (const [place, prediction] of predictions.entries()) {
      const { age, ageBand, gender, attributes } = samples[batch[place]!]!;
      answers.push({
        age,
        ...(ageBand ? { ageBand } : {}),
        ...(attributes ? { attributes } : {}),
        gender: gender === null ? null : gender === 1 ? "male" : "female",
        prediction,
      });
    }
    context.progress(`calibrating: ${answers.length}/${faces.length} faces`);
  }
  const { minimum, maximum } = manifest.labels.age;
  const calibration = calibrateAnswers(answers, { ageRange: [minimum, maximum] });
  for (const name of Object.keys(manifest.labels.attributes ?? {}))
    if (calibration.attributeTemperatures?.[name] === undefined)
      context.note(
        `${name} is not calibrated: that takes 100 faces whose ${name} is known, and two of its labels among them. Its probabilities are the network's own.`,
      );
  if (!dryRun) await writeWholeFile(file, `${JSON.stringify({ ...manifest, calibration }, null, 2)}\n`);
  return calibration;
}

async function readManifest(file: string): Promise<WeightsManifest> {
  try {
    return JSON.parse(await readTextFile(file));
  } catch (cause) {
    throw new DataError(
      file,
      `Expected a model's manifest at ${file}, but it cannot be read: ${(cause as Error).message}.`,
      { cause },
    );
  }
}
