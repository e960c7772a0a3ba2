// One way to read a command line and to say what it takes, for all benchmarks. Plain JavaScript, because some of them run without a build.
import { parseArgs } from "node:util";

/** What is wrong with a command line, for whoever typed it. */
export class CommandLineError extends Error {
  /** @override */
  name = "CommandLineError";
}

/** @typedef {import("./command-line.mjs").Command} Command */

/**
 * @param {Command} command
 * @param {readonly string[]} args
 */
export function parseCommandLine(command, args) {
  const { values, positionals } = parseTexts(command, args);
  const read = Object.entries(command.options).map(([name, option]) => {
    const text = values[name] ?? option.default ?? { flag: false, texts: [] }[option.kind];
    return [name, text === undefined ? undefined : readValue(name, text, option)];
  });
  return { values: Object.fromEntries(read), positionals };
}

/**
 * @param {Command} command
 * @param {(parsed: any) => any} check
 * @param {readonly string[]} args
 */
export function readCommandLine(command, check = ({ values }) => values, args = process.argv.slice(2)) {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(helpText(command));
    process.exit(0);
  }
  try {
    return check(parseCommandLine(command, args));
  } catch (error) {
    // What the library refuses is a wrong value too.
    if (!(error instanceof CommandLineError || error.code === "INVALID_ARGUMENT")) throw error;
    console.error(`${error.message}\nnpm run ${command.name} -- --help lists the options.`);
    process.exit(2);
  }
}

/** @param {Command} command */
export function helpText({ name, summary, positionals, options, notes = [], examples = [] }) {
  const rows = Object.entries(options)
    .filter(([, { help }]) => help !== undefined)
    .map(([option, { kind, value = kind, help, default: usual }]) => [
      kind === "flag" ? `--${option}` : `--${option} <${value}>`,
      usual === undefined || usual === "" || usual === false ? help : `${help} Default: ${usual}.`,
    ]);
  const width = Math.max(...rows.map(([option]) => option.length));
  const usage = `npm run ${name} -- [options]${positionals ? ` [${positionals}]` : ""}`;
  return [
    summary,
    `Usage: ${usage}`,
    [
      "Options:",
      ...[...rows, ["--help", "Show this."]].map(([option, help]) => `  ${option.padEnd(width)}  ${help}`),
    ].join("\n"),
    ...notes,
    ...(examples.length > 0 ? [["Examples:", ...examples.map((example) => `  ${example}`)].join("\n")] : []),
  ].join("\n\n");
}

/**
 * @param {Command} command
 * @param {readonly string[]} args
 */
function parseTexts({ options, positionals }, args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: positionals !== undefined,
      options: Object.fromEntries(
        Object.entries(options).map(([name, { kind }]) => [
          name,
          { type: kind === "flag" ? "boolean" : "string", multiple: kind === "texts" },
        ]),
      ),
    });
  } catch (error) {
    if (!String(error.code).startsWith("ERR_PARSE_ARGS")) throw error;
    // Node's first sentence says what is wrong; the others are about escaping.
    throw new CommandLineError(`${String(error.message).split(/\.\s/, 1)[0].replace(/\.$/, "")}.`);
  }
}

/**
 * @param {string} name
 * @param {any} text
 * @param {import("./command-line.mjs").Option} option
 */
function readValue(name, text, { kind, least = 0, choices }) {
  if (kind === "number") {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least && text !== "") return number;
    throw new CommandLineError(`Expected --${name} to be a whole number of at least ${least}, received "${text}".`);
  }
  if (kind === "pattern") {
    try {
      return new RegExp(text, "i");
    } catch (error) {
      throw new CommandLineError(`Expected --${name} to be a regular expression. ${error.message}.`);
    }
  }
  if (choices && !choices.includes(text))
    throw new CommandLineError(`Expected --${name} to be one of ${choices.join(", ")}, received "${text}".`);
  return text;
}
