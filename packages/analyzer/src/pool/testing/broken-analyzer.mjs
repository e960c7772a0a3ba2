// For tests: cannot open its analyzer.
import { WeightsError } from "@fagr/core";

export default async function createBrokenAnalyzer() {
  throw new WeightsError("Expected weights, received nothing.");
}
