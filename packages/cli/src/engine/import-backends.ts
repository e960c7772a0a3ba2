import { enableRelaxedSimd } from "@fagr/core";

/** All backends. This process is the command's own, so Node 20 may use the faster instructions that it hides behind a flag. */
export async function importBackends(): Promise<typeof import("@fagr/backend-auto")> {
  enableRelaxedSimd();
  return import("@fagr/backend-auto");
}
