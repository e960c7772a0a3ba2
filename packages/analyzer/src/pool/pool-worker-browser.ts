// Runs in each worker of a page's pool, unless the page brings workers of its own.
import { serveFacePool } from "./serve-face-pool";

serveFacePool();
