// The suite that every backend passes, in Node and in a browser: agreement with tfjs in plain JavaScript and with recorded answers,
// batches, lifecycle, leaks.
import { agreementCases } from "./cases/agreement";
import { batchCases } from "./cases/batches";
import { leakCases } from "./cases/leaks";
import { lifecycleCases } from "./cases/lifecycle";
import type { BackendCase } from "./suite-context";

/** The suite, in the order in which it runs. */
export const backendCases: readonly BackendCase[] = [...agreementCases, ...batchCases, ...lifecycleCases, ...leakCases];
