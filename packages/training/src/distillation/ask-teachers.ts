import { InvalidArgumentError } from "@fagr/core";
import { expectedAge, planNetwork, type Task, tasksOf } from "@fagr/core/network";
import type { CropSet } from "@fagr/data/crops";
import { noAugmentation } from "../augmentation/augmentation";
import type { Targets } from "../losses/targets";
import { fromNamedTensors, layOutParameters } from "../network/parameters";
import { architectureOf, type Recipe } from "../recipe/recipe";
import type { TrainingBackend } from "../trainer/backend";
import type { CreateTeam } from "../trainer/team";
import type { LessonEvent } from "../trainer/training-event";
import { addAnswers, addRows, checkAnswers } from "./answer-sheet";
import type { AnswerSheet, Teacher } from "./distillation";
import { emptyTargets, taughtTasks } from "./taught-targets";

/** What the teachers are asked. */
export interface AskTeachersOptions {
  readonly recipe: Recipe;
  readonly crops: CropSet;
  /** The same crops with their labels as training sees them. */
  readonly trainingCrops: CropSet;
  /** The samples to ask for, indices into the crop set. */
  readonly indices: Int32Array;
  readonly createTeam: CreateTeam;
  readonly backend: TrainingBackend;
  readonly signal: AbortSignal | undefined;
  /** Hears how many answers of all are there, and how long the others will take. */
  readonly onProgress: (progress: Pick<LessonEvent, "done" | "all" | "secondsLeft">) => void;
}

/** How many faces are asked for between two reports of progress. */
const facesAtOnce = 1024;

/**
 * The means of the teachers' answers for faces and their mirror images, without other augmentation, as rows of targets for the whole
 * crop set; undefined if the signal stopped it.
 */
export async function askTeachers(
  teachers: readonly (Teacher | AnswerSheet)[],
  { recipe, crops, trainingCrops, indices, createTeam, backend, signal, onProgress }: AskTeachersOptions,
): Promise<Targets | undefined> {
  const { ageRange } = architectureOf(recipe);
  const classes = ageRange[1] - ageRange[0] + 1;
  const { samples } = crops.manifest;
  const targets = emptyTargets(samples.length, classes);
  const all = indices.length * teachers.length;
  const started = performance.now();
  let done = 0;
  const share = 1 / teachers.length;
  for (const teacher of teachers)
    if ("ages" in teacher) checkAnswers(teacher, { recipe, count: samples.length, indices });
    else checkTeacher(teacher, recipe);
  for (const teacher of teachers) {
    if ("ages" in teacher) {
      addAnswers(targets, teacher, { indices, share });
      done += indices.length;
      continue;
    }
    const { architecture, weights } = teacher;
    const layout = layOutParameters(planNetwork(architecture));
    const team = await createTeam(
      { architecture, crops, loss: recipe.loss, augmentation: noAugmentation, seed: 0, backend },
      layout.length,
    );
    try {
      fromNamedTensors(weights, { layout, into: team.values });
      for (let start = 0; start < indices.length; start += facesAtOnce) {
        if (signal?.aborted) return undefined;
        const part = indices.subarray(start, start + facesAtOnce);
        const { age, gender } = await team.predict(part, { mirror: true });
        addRows(targets.ages, age, { indices: part, share });
        addRows(targets.genders, gender, { indices: part, share });
        done += part.length;
        const secondsLeft = ((performance.now() - started) / 1000 / done) * (all - done);
        onProgress({ done, all, secondsLeft });
      }
    } finally {
      await team.dispose();
    }
  }
  const know = (task: Task) => teachers.every((teacher) => tasksOf(teacher).includes(task));
  const [knowAge, knowGender] = [know("age"), know("gender")];
  for (const index of indices) {
    const tasks = taughtTasks(samples[index]!, trainingCrops.manifest.samples[index]!, ageRange);
    targets.ageWeights[index] = targets.yearWeights[index] = Number(tasks.age && knowAge);
    targets.genderWeights[index] = Number(tasks.gender && knowGender);
    targets.years[index] = expectedAge(targets.ages.subarray(index * classes, (index + 1) * classes), 0);
  }
  return targets;
}

function checkTeacher({ architecture, weights }: Teacher, recipe: Recipe): void {
  const { ageRange } = architectureOf(recipe);
  if (architecture.ageRange.join() !== ageRange.join())
    throw new InvalidArgumentError(
      `Expected a teacher of the ages that the recipe "${recipe.name}" trains, ${ageRange.join(" to ")}, received "${architecture.name}" with ages from ${architecture.ageRange.join(" to ")}. Train a teacher on these ages, or give the recipe the teacher's.`,
    );
  for (const { name, length } of layOutParameters(planNetwork(architecture)).slots)
    if (weights.get(name)?.length !== length)
      throw new InvalidArgumentError(
        `Expected a teacher's weights with ${name} of ${length} numbers, as its architecture "${architecture.name}" has it, received ${weights.get(name)?.length ?? "none"}. Take weights and architecture from the same model.`,
      );
}
