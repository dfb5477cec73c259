/** How the programs behind `npm run …` read their command lines: help where it is asked for, a plain refusal of all else. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { nearestWord } from "../sim/scenario/nearest.js";

export interface Usage {
  /** How it is called, as in `npm run bench -- [NAME...]`. */
  readonly call: string;
  readonly about: string;
  /** Options, each with what it is for; one whose value has no name takes none. */
  readonly options: Readonly<Record<string, { readonly value: string; readonly about: string }>>;
  readonly examples: readonly string[];
}

export interface CommandLine {
  readonly words: readonly string[];
  /** The value of an option, if it was given. */
  readonly text: (option: string) => string | undefined;
  /** Whether an option without a value was given. */
  readonly flag: (option: string) => boolean;
}

/** A command line that cannot be understood; the text says what to do. */
export class UsageProblem extends Error {
  override readonly name = "UsageProblem";
}

/**
 * Reads what was typed and does the work: exit code 0 after help, 2 with one sentence for what cannot be understood, by
 * this function or by the work (`UsageProblem`).
 */
export async function runProgram(
  usage: Usage,
  work: (line: CommandLine) => void | Promise<void>,
  typed: readonly string[] = process.argv.slice(2),
): Promise<void> {
  try {
    if (typed.includes("--help") || typed.includes("-h")) process.stdout.write(helpText(usage));
    else await work(readCommandLine(usage, typed));
  } catch (error) {
    if (!(error instanceof UsageProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

export function helpText({ call, about, options, examples }: Usage): string {
  const rows = [
    ...Object.entries(options).map(([name, option]) => [`--${name} ${option.value}`.trimEnd(), option.about] as const),
    ["--help", "show this"] as const,
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    call,
    "",
    about,
    "",
    ...rows.map(([name, what]) => `  ${name.padEnd(width)}   ${what}`),
    "",
    ...examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
}

/** Throws `UsageProblem` for an option that is not known or has no value. */
export function readCommandLine({ options, call }: Usage, typed: readonly string[]): CommandLine {
  const known = Object.keys(options);
  for (const word of typed) {
    const name = /^--?([^=]*)/.exec(word)?.[1];
    if (name === undefined || known.includes(name)) continue;
    const near = nearestWord(name, known);
    const meant = near === undefined ? "" : ` Did you mean --${near}?`;
    throw new UsageProblem(`there is no option ${word}.${meant} Usage: ${call}; --help says more.`);
  }
  const kinds = Object.entries(options).map(
    ([name, { value }]) => [name, { type: value === "" ? ("boolean" as const) : ("string" as const) }] as const,
  );
  const config: ParseArgsConfig = { args: [...typed], allowPositionals: true, options: Object.fromEntries(kinds) };
  try {
    const { values, positionals } = parseArgs(config);
    return {
      words: positionals,
      text: (option) => values[option] as string | undefined,
      flag: (option) => values[option] === true,
    };
  } catch (error) {
    throw new UsageProblem(`${(error as Error).message.split("\n")[0]} Usage: ${call}; --help says more.`);
  }
}
