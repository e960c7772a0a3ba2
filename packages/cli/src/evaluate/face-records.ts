import { pick } from "@fagr/core/backend";
import type { HashedSample } from "@fagr/data";
import type { FaceRecord, PredictedFace } from "@fagr/evaluation";

/** The labels of a face in the form of predictions files. */
export function labelsOf({ file, source, age, gender, attributes, groups }: HashedSample) {
  return {
    file,
    source,
    age,
    gender: gender === null ? null : gender === 1 ? "male" : "female",
    ...(attributes ? { attributes } : {}),
    ...(groups ? { groups } : {}),
  } satisfies Partial<FaceRecord>;
}

/** What a model answered, without what else it tells. */
export function predictionOf(face: PredictedFace): PredictedFace {
  return { ...pick(face, ["age", "ageInterval", "gender", "genderProbability", "ageDistribution", "attributes"]) };
}
