import { chromiumEntries } from "./chromium-entries";
import { nodeEntries } from "./node-entries";

/** A backend as a row of the table: how an application makes it, and what it runs on. Plain data. */
export interface BackendEntry {
  /** As the table calls it. */
  readonly title: string;
  readonly environment: "node" | "chromium";
  /** The package that brings it. */
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
  /** Whether it computes what a graphics card should on the processor. */
  readonly software?: boolean;
}

/** All of them, Node's first. */
export const backendEntries: readonly BackendEntry[] = [...nodeEntries, ...chromiumEntries];
