import type { CommandContext, RegisterCommand } from "../context";
import { importBackends } from "../engine/import-backends";
import { formatTable } from "../output/table";

const help = `
Starts each backend to see whether it runs here. They are listed by speed, the fastest first; --backend auto, the
default of predict and evaluate, takes the first that runs.`;

/** `fagr backends`: what a model can run on here, and why not on the others. */
export const registerBackends: RegisterCommand = (program, context) => {
  program
    .command("backends")
    .description("list the backends that run here, and why the others do not")
    .option("--json", 'print [{"name", "available", "reason"}]')
    .addHelpText("after", help)
    .action((options: { json?: boolean }) => printBackends(options, context));
};

async function printBackends({ json }: { json?: boolean }, { print }: CommandContext): Promise<void> {
  const { listBackends } = await importBackends();
  const reports = await listBackends();
  if (json) {
    print(JSON.stringify(reports));
    return;
  }
  const rows = reports.map(({ name, available, reason }) => [name, available ? "yes" : "no", reason]);
  for (const line of formatTable(["name", "runs", "because"], rows)) print(line);
  const first = reports.find(({ available }) => available);
  print(`\n--backend auto takes ${first ? `${first.name}, the first that runs` : "none: none runs here"}.`);
}
