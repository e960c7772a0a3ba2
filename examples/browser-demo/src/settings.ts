import type { LookSettings } from "./answers";

/** What the page's address says after "#", which no server gets to see. */
export interface Settings extends LookSettings {
  /** A sample to begin with; "none" for an empty page. */
  readonly sample: string;
  /** A backend's name; "" for the fastest one that is here. */
  readonly backend: string;
}

export const defaults: Settings = { sample: "astronaut", backend: "", mirror: true, leastScore: 0.5 };

/** Reads `#sample=…&backend=…&mirror=off&least-score=0.8`; what makes no sense is left at its default. */
export function readSettings(hash: string): Settings {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const leastScore = Number(given.get("least-score") ?? defaults.leastScore);
  return {
    sample: given.get("sample") ?? defaults.sample,
    backend: given.get("backend") ?? defaults.backend,
    mirror: (given.get("mirror") ?? "on") !== "off",
    leastScore: leastScore >= 0 && leastScore <= 1 ? leastScore : defaults.leastScore,
  };
}

/** The same as an address: only what differs from the defaults. "" if nothing does. */
export function writeSettings({ sample, backend, mirror, leastScore }: Settings): string {
  const said = new URLSearchParams();
  if (sample !== defaults.sample) said.set("sample", sample);
  if (backend !== defaults.backend) said.set("backend", backend);
  if (mirror !== defaults.mirror) said.set("mirror", "off");
  if (leastScore !== defaults.leastScore) said.set("least-score", String(leastScore));
  return said.size > 0 ? `#${said}` : "";
}
