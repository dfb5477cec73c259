import yargs from "yargs";
import { type Arguments, type Command, UsageError } from "./command.js";
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
  const parser = yargs([...typed])
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

/** What yargs itself refuses (an option without its value) is bad usage as well. */
async function parse(parser: { parse(): unknown }): Promise<Parsed> {
  try {
    return (await parser.parse()) as Parsed;
  } catch (error) {
    throw error instanceof Error && error.name === "YError" ? new UsageError(`${error.message}.`) : error;
  }
}
