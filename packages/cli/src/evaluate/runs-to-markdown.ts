import type { RunHeader } from "./describe-run";
import type { MeasuredRun } from "./measure-runs";

/** What was measured on what, as a Markdown table: a run a line. */
export function runsToMarkdown(runs: readonly MeasuredRun[]): string {
  const columns = ["run", "data set", "faces", "model", "weights", "backend", "detector", "failed"];
  const rows = runs.map(({ name, run, failed }) => {
    const { model, backend, detector, dataSet, mirror, selection } = run as Partial<RunHeader> & typeof run;
    return [
      name,
      dataSet ? `\`${dataSet}\`` : "-",
      describeSelection(selection),
      [model.name, model.version, mirror ? "with mirror image" : ""].filter(Boolean).join(" "),
      model.sha256?.slice(0, 8) ?? "-",
      backend ?? "-",
      detector ?? "none",
      String(failed),
    ];
  });
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}

/** "validation part (10 %), ages 21-60, at most 500 (seed 1)" */
function describeSelection(selection: RunHeader["selection"] | undefined): string {
  if (!selection) return "-";
  const { part, validationShare, limit, seed, ages, genderOnly } = selection;
  const parts = [
    part === "all" ? "all" : `${part} part (${+(100 * validationShare).toFixed(2)} % set apart)`,
    ages ? `ages ${ages.join("-")}` : "",
    genderOnly ? "of known gender" : "",
    limit === undefined ? "" : `at most ${limit} (seed ${seed})`,
  ];
  return parts.filter(Boolean).join(", ");
}
