import { agreementCases } from "./cases/agreement";
import { batchCases } from "./cases/batches";
import { leakCases } from "./cases/leaks";
import { lifecycleCases } from "./cases/lifecycle";
import type { BackendCase } from "./suite-context";

/** The suite, in the order in which it runs. */
export const backendCases: readonly BackendCase[] = [...agreementCases, ...batchCases, ...lifecycleCases, ...leakCases];
