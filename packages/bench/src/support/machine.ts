import { cpus } from "node:os";

/** The processor, for the line over a table. */
export function describeMachine(): string {
  const processors = cpus();
  return `${processors[0]?.model.trim() ?? "unknown processor"}, ${processors.length} cores`;
}
