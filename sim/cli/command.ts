import type { Options } from "yargs";
import type { Model } from "../experiment/model.js";
import type { Override } from "../scenario/override.js";
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
  /** What flags of this program alone stand for, as after `--set`. */
  readonly settings?: readonly Exclude<Override, string>[];
}

/** A command, in a file of its own. */
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
  readonly run: (args: Arguments, program: Program) => ExitCode | Promise<ExitCode>;
}

/** A line of the table of contents; the command itself is loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  readonly usage: string;
  readonly about: string;
  readonly load: () => Promise<Command>;
}

/** What a command line is made of: commands, what they simulate, and words that only it can know. */
export interface Program {
  /** The first line of the help. */
  readonly about: string;
  /** In the order of the help. */
  readonly commands: readonly CommandEntry[];
  /**
   * What scenarios are about, or these files of scenarios and stored runs; loaded when a command needs it. Throws
   * `UsageError` for files that are not all of one model; `run` asks for that of each.
   */
  readonly loadModel: (files?: readonly string[]) => Promise<Model>;
  /** The text of `orrery new`: a small scenario that runs as it is, with a comment at every choice. */
  readonly loadStartingFile: () => Promise<(of: StartingFile) => string>;
  readonly examples: Examples;
}

/** What messages give as an example. */
export interface Examples {
  /** A scenario file with a sweep. */
  readonly sweptFile: string;
  /** A sweep as a scenario writes it. */
  readonly sweep: string;
  /** A name for a new scenario. */
  readonly name: string;
}

/** Where nothing is known of the model. */
export const generalExamples: Examples = { sweptFile: "my.yaml", sweep: "sweep: { horizon: [1 d, 2 d] }", name: "my" };

export interface StartingFile {
  readonly name: string;
  /** Where it is written, as seen from the working directory. */
  readonly file: string;
  /** Path of the JSON Schema, as seen from the file. */
  readonly schemaPath: string;
}

/** A command line that cannot be understood or carried out; the text says what to do. Exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
