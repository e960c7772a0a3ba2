import { join } from "node:path";
import { publishedPackages } from "@fagr/testing/packaging";
import { workspaceFolder } from "../support/workspace";
import type { BackendSubject } from "./backend-subject";

/** What measuring needs beside what a backend says of itself. */
export type SubjectExtras = Partial<Omit<BackendSubject, "name" | "environment" | "module" | "factory">>;

/**
 * The backends of an environment as they describe themselves, the fastest first. A new one is a row of the tables by itself.
 *
 * @param extras - By name: files that a page serves, flags, threads.
 */
export function describedSubjects(
  environment: BackendSubject["environment"],
  extras: Readonly<Record<string, SubjectExtras>>,
): BackendSubject[] {
  const place = environment === "node" ? "node" : "browser";
  return publishedPackages(join(workspaceFolder, "packages"))
    .flatMap((one) => (one.fagr?.backends ?? []).map((backend) => ({ module: one.name, backend })))
    .filter(({ backend }) => backend.environments.includes(place))
    .sort((a, b) => a.backend.rank - b.backend.rank)
    .map(({ module, backend: { name, factory, entry = ".", options, runtime } }) => {
      const { options: moreOptions, ...rest } = extras[name] ?? {};
      const allOptions = { ...options, ...moreOptions };
      return {
        name,
        environment,
        module: `${module}${entry.slice(1)}` as BackendSubject["module"],
        factory,
        ...(Object.keys(allOptions).length > 0 ? { options: allOptions } : {}),
        ...(runtime ? { runtime } : {}),
        ...rest,
      };
    });
}
