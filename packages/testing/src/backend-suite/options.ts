/** The cases of the suite, for `skip`. */
export type BackendTestCase =
  | "availability"
  | "shapes"
  | "agreement"
  | "original authors"
  | "attributes"
  | "other sizes"
  | "golden"
  | "float16 weights"
  | "real crops"
  | "batch sizes"
  | "batch equals single"
  | "determinism"
  | "concurrent runs"
  | "two networks"
  | "wrong batch"
  | "abort"
  | "abort between batches"
  | "model"
  | "dispose while running"
  | "leaks"
  | "memory"
  | "double dispose"
  | "use after dispose";

/** How much of the suite's repetition a backend gets. */
export interface BackendTestCounts {
  /** Batches that are compared with the reference. Default 1, 2, 31 and 128. */
  batchSizes: readonly number[];
  /** Predictions over which memory must not grow. Default 1,000. */
  predictions: number;
  /** Real crops beside the golden ones, where there is a folder of them. Default 24. */
  crops: number;
}

/** How a backend is tested. */
export interface BackendTestOptions {
  /** Largest difference of a probability to tfjs in plain JavaScript that is rounding. */
  tolerance: number;
  /** Cases that this backend cannot pass and why, or why none can run here (a device that is missing). */
  skip?: Partial<Record<BackendTestCase, string>> | string;
  /** Smaller counts for a device that is slow, with the reason, which is printed. */
  reduced?: Partial<BackendTestCounts> & { reason: string };
  /**
   * By how much memory may grow over the predictions. Default 2 MiB of heap and 24 MiB of process: without a leak 0.3 and 3 MiB
   * were measured, and a leak of the input alone would be 46 MB.
   */
  memoryGrowth?: Partial<MemoryUse>;
}

/** Bytes. */
export interface MemoryUse {
  /** What JavaScript can reach, buffers included. */
  readonly heap: number;
  /** What the operating system has given to the process, native code and WebAssembly included. */
  readonly process: number;
}

/** The limits that a backend is held to. */
export interface SuiteLimits {
  readonly tolerance: number;
  readonly counts: BackendTestCounts;
  readonly memoryGrowth: MemoryUse;
}

/** What the options say, and the defaults. */
export function limitsOf({ tolerance, reduced, memoryGrowth }: BackendTestOptions): SuiteLimits {
  const { batchSizes = [1, 2, 31, 128], predictions = 1000, crops = 24 } = reduced ?? {};
  return {
    tolerance,
    counts: { batchSizes, predictions, crops },
    memoryGrowth: { heap: 2 * 2 ** 20, process: 24 * 2 ** 20, ...memoryGrowth },
  };
}
