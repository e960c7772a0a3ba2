/** An option of a command line. */
export interface Option {
  /** Numbers are whole. A pattern is a regular expression that ignores case. Texts may be given several times. */
  readonly kind: "number" | "text" | "texts" | "flag" | "pattern";
  readonly default?: number | string | boolean | readonly string[];
  /** What stands for the value in the help. Default: the kind. */
  readonly value?: string;
  /** A sentence. Options without one are not for people. */
  readonly help?: string;
  /** Of numbers. Default 0. */
  readonly least?: number;
  /** Of texts, where only some are meant. */
  readonly choices?: readonly string[];
}

/** What a benchmark's command line takes. */
export interface Command {
  /** Of the npm script, such as "bench:latency". */
  readonly name: string;
  /** What is measured: a sentence or two. */
  readonly summary: string;
  readonly options: Readonly<Record<string, Option>>;
  /** What stands for further arguments; without it there are none. */
  readonly positionals?: string;
  /** Paragraphs below the options. */
  readonly notes?: readonly string[];
  readonly examples?: readonly string[];
}

interface ValueOfKind {
  readonly number: number;
  readonly text: string;
  readonly texts: readonly string[];
  readonly flag: boolean;
  readonly pattern: RegExp;
}

/** The options as values. */
export type Values<Given extends Command> = {
  readonly [Name in keyof Given["options"]]:
    | ValueOfKind[Given["options"][Name]["kind"]]
    | (Given["options"][Name] extends { readonly default: unknown } | { readonly kind: "flag" | "texts" }
        ? never
        : undefined);
};

export interface Parsed<Given extends Command> {
  readonly values: Values<Given>;
  readonly positionals: readonly string[];
}

export declare class CommandLineError extends Error {}

/** @throws CommandLineError that says what is wrong. */
export declare function parseCommandLine<const Given extends Command>(
  command: Given,
  args: readonly string[],
): Parsed<Given>;

/**
 * The options of this process. `--help` prints the help and ends it with 0, a wrong command line with 2.
 *
 * @param check - Makes something else of the options, and may refuse them.
 */
export declare function readCommandLine<const Given extends Command>(command: Given): Values<Given>;
export declare function readCommandLine<const Given extends Command, Result>(
  command: Given,
  check: (parsed: Parsed<Given>) => Result,
): Result;

export declare function helpText(command: Command): string;
