import { type Task, tasksOf, type WeightsManifest } from "@fagr/core/network";
import type { ModelDescription } from "../graph/model";

/** The ONNX file's own description, so that it can be used without its manifest. */
export function describeModel(manifest: WeightsManifest): ModelDescription {
  const { name, version, licence, description, labels, preprocessing, architecture, trainingData, calibration, tasks } =
    manifest;
  const { inputSize } = architecture;
  const [low, high] = preprocessing.range;
  const ofTask = (task: Task, line: string) => (tasksOf(manifest).includes(task) ? [line] : []);
  return {
    docString: [
      description,
      `Input "image": [N, ${inputSize}, ${inputSize}, 3] float32, a face's box stretched to ${inputSize}x${inputSize} pixels, ${preprocessing.colourOrder}, 0..255 scaled to ${low}..${high}.`,
      ...ofTask(
        "age",
        `Output "age": [N, ${labels.age.maximum - labels.age.minimum + 1}] probabilities of the ages ${labels.age.minimum} to ${labels.age.maximum} years; the reported age is their expectation.`,
      ),
      ...ofTask(
        "gender",
        `Output "gender": [N, ${labels.gender.length}] probabilities of ${labels.gender.join(" and ")}.`,
      ),
      ...Object.entries(labels.attributes ?? {}).map(
        ([name, names]) => `Output "${name}": [N, ${names.length}] probabilities of ${names.join(", ")}.`,
      ),
    ].join("\n"),
    metadata: {
      name,
      version,
      licence,
      labels: JSON.stringify(labels),
      preprocessing: JSON.stringify(preprocessing),
      architecture: JSON.stringify(architecture),
      trainingData: JSON.stringify(trainingData),
      ...(tasks ? { tasks: JSON.stringify(tasks) } : {}),
      ...(calibration ? { calibration: JSON.stringify(calibration) } : {}),
    },
  };
}
