import type { AgeGenderBackend } from "@fagr/core";
import { randomWeights } from "../random-weights";
import { backendCases } from "./all-cases";
import type { SuiteLimits } from "./options";
import { smallArchitecture, smallWeightsSeed } from "./small-network";
import type { SuiteContext, SuiteEnvironment } from "./suite-context";

/** The suite for one backend, wherever that runs. */
export interface OpenSuite {
  /** Runs the case of that title. */
  runCase(title: string): Promise<void>;
  close(): Promise<void>;
}

/** Builds the network that most cases share. */
export async function openSuite(
  backend: AgeGenderBackend,
  environment: SuiteEnvironment,
  limits: SuiteLimits,
): Promise<OpenSuite> {
  const weights = randomWeights(smallArchitecture, smallWeightsSeed);
  const network = await backend.createNetwork(weights);
  const context: SuiteContext = { backend, network, weights, environment, ...limits };
  return {
    runCase: (title) => backendCases.find((candidate) => candidate.title === title)!.run(context),
    close: () => network.dispose(),
  };
}
