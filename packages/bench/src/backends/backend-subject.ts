// bench:backends. Which backends there are, from their own descriptors, and what measuring each needs.
import { chromiumSubjects } from "./chromium-subjects";
import { nodeSubjects } from "./node-subjects";

/** A backend as a row of the table: how an application makes it, and what it runs on. Plain data. */
export interface BackendSubject {
  /** The backend's own name, as `fagr backends` tells it. */
  readonly name: string;
  readonly environment: "node" | "chromium";
  /** The entry that brings it. */
  readonly module: `@fagr/${string}`;
  /** The function that makes it. */
  readonly factory: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** The package whose version is told; none where the backend is its own runtime. */
  readonly runtime?: string;
  /** Files that a page must find beside its script: paths in the package's node_modules. */
  readonly files?: readonly string[];
  /** Further arguments of Chromium's command line. */
  readonly flags?: readonly string[];
  /** Variables of the process's environment. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What differs on a software adapter; such rows are marked. */
  readonly software?: Pick<BackendSubject, "options" | "flags" | "variables">;
}

/**
 * All of them, Node's first.
 *
 * @param options - `gpu`: with a real GPU. Without, backends that need one run on a software adapter.
 */
export function backendSubjects({ gpu }: { gpu: boolean }): BackendSubject[] {
  return [...nodeSubjects, ...chromiumSubjects].map(({ software, ...entry }) =>
    gpu || !software ? entry : { ...entry, ...software, software },
  );
}
