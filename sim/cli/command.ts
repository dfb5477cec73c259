import type { Options } from "yargs";
import type { ExitCode } from "./terminal/exit-codes.js";

/** Options by their long names, as yargs describes them. */
export type CommandOptions = Readonly<Record<string, Options>>;

/** What was typed after the name of a command. */
export interface Arguments {
  /** What is no option, in order. */
  readonly words: readonly string[];
  /** True if the option was given. */
  flag(name: string): boolean;
  /** The value of an option; of several the last. */
  text(name: string): string | undefined;
  /** All values of an option that may be repeated. */
  texts(name: string): readonly string[];
}

/** A command of `orrery`, in a file of its own. */
export interface Command {
  /** How it is called, as in `run FILE...`. */
  readonly usage: string;
  /** One paragraph for `orrery NAME --help`. */
  readonly about: string;
  readonly options: CommandOptions;
  /** Further options, where they depend on the words typed. Throws `UsageError`. */
  readonly ownOptions?: (typed: readonly string[]) => CommandOptions;
  /** A help text in place of the usual one. Throws `UsageError`. */
  readonly ownHelp?: (typed: readonly string[]) => string;
  /** Examples for the help, each a whole command line. */
  readonly examples: readonly string[];
  readonly run: (args: Arguments) => ExitCode | Promise<ExitCode>;
}

/** A command line that cannot be understood or carried out; the text says what to do. Exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
