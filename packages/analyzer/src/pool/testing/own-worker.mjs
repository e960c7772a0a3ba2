// For tests: a worker that a pool's owner starts.
import { serveFacePool } from "@fagr/analyzer/pool-worker";
import createMoodyAnalyzer from "./moody-analyzer.mjs";

serveFacePool(createMoodyAnalyzer);
