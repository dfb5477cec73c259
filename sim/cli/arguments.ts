import yargs from "yargs";
import { type Arguments, type Command, type CommandOptions, UsageError } from "./command.js";
import { messages } from "./terminal/messages.js";
import { print } from "./terminal/output-streams.js";

type Parsed = Readonly<Record<string, unknown>> & { readonly _: readonly (string | number)[] };

/** Reads what follows the name of a command; undefined if help was asked for, and then printed. Throws `UsageError`. */
export async function parseArguments(
  name: string,
  command: Command,
  typed: readonly string[],
): Promise<Arguments | undefined> {
  const options = { ...command.options, ...command.ownOptions?.(typed) };
  const parser = yargs(withNegativeValues(typed, options))
    .scriptName("orrery")
    .usage(`orrery ${command.usage}\n\n${command.about}`)
    .options(options)
    .example(command.examples.map((example) => [example, ""] as [string, string]))
    .parserConfiguration({
      "camel-case-expansion": false,
      "dot-notation": false,
      "boolean-negation": false,
      "duplicate-arguments-array": true,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "strip-aliased": true,
    })
    .locale("en")
    .help(false)
    .version(false)
    .exitProcess(false)
    .fail(false);
  const parsed = await parse(parser);
  if (parsed.help === true || parsed.h === true) {
    print(command.ownHelp?.(typed) ?? `${await parser.getHelp()}\n`);
    return undefined;
  }
  const known = Object.keys(options);
  const unknown = Object.keys(parsed).find((key) => key !== "_" && key !== "$0" && !known.includes(key));
  if (unknown !== undefined) throw new UsageError(messages.unknownOption(unknown, name, known));
  const texts = (option: string): readonly string[] => {
    const value = parsed[option];
    if (value === undefined) return [];
    const values = (Array.isArray(value) ? value : [value]).map(String);
    if (values.includes("")) throw new UsageError(messages.needsValue(option));
    return values;
  };
  return {
    words: parsed._.map(String),
    flag: (option) => parsed[option] === true || (Array.isArray(parsed[option]) && parsed[option].includes(true)),
    text: (option) => texts(option).at(-1),
    texts,
  };
}

/** Yargs takes what begins with a dash for an option: of `--save-at '-1 h'` the value is said to be missing, and not to be negative. */
function withNegativeValues(typed: readonly string[], options: CommandOptions): string[] {
  const joined: string[] = [];
  for (const word of typed) {
    const option = joined.at(-1)?.replace(/^--/, "") ?? "";
    const isValue = /^-\s*[\d.]/.test(word) && joined.at(-1) === `--${option}` && options[option]?.requiresArg === true;
    if (isValue) joined[joined.length - 1] = `--${option}=${word}`;
    else joined.push(word);
  }
  return joined;
}

/** What yargs itself refuses (an option without its value) is bad usage as well. */
async function parse(parser: { parse(): unknown }): Promise<Parsed> {
  try {
    return (await parser.parse()) as Parsed;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "YError") throw error;
    const [, without] = /^Not enough arguments following: (.+)$/.exec(error.message) ?? [];
    throw new UsageError(without === undefined ? `${error.message}.` : messages.needsValue(without));
  }
}
