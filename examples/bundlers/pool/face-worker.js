// A worker of one's own: for esbuild, which builds workers as entries, and for other weights or detectors.
import { serveFacePool } from "@fagr/analyzer/pool-worker";

serveFacePool();
