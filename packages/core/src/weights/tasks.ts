import type { WeightsManifest } from "./manifest";

/** What a network can be taught: to tell the age, and to tell the gender. */
export type Task = "age" | "gender";

/** Both tasks, in the order in which everything names them. */
export const allTasks: readonly Task[] = ["age", "gender"];

/**
 * The tasks that weights have learned; both where the manifest does not say. What a head says that was never trained means nothing.
 *
 * @example
 * ```ts
 * if (!tasksOf(model.manifest).includes("age")) console.log("tells the gender alone");
 * ```
 */
export function tasksOf({ tasks = allTasks }: Pick<WeightsManifest, "tasks">): readonly Task[] {
  return allTasks.filter((task) => tasks.includes(task));
}

/** Whether a value is a list of at least one task, each once. */
export function areTasks(value: unknown): value is readonly Task[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    new Set(value).size === value.length &&
    value.every((task) => allTasks.includes(task))
  );
}
