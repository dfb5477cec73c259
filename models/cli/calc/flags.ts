/** Fields and switches as they are typed on the command line. */
import type { Json } from "../../protocol/ground/rule.js";
import { type Arguments, UsageError } from "../../../sim/cli/command.js";
import { withField } from "./batch.js";
import { messages } from "../../calc/messages.js";
import { JsonError, readJson } from "./read-json.js";

/** The fields that were given as flags, in the rule's order; undefined if none was. */
export function fieldsTyped(args: Arguments, names: readonly string[]): Json | undefined {
  const typed = names.filter((name) => args.texts(name).length > 0);
  const repeated = typed.find((name) => args.texts(name).length > 1);
  if (repeated !== undefined) throw new UsageError(messages.twice(repeated));
  if (typed.length === 0) return undefined;
  return Object.fromEntries(typed.map((name) => [name, valueTyped(name, args.text(name) ?? "")]));
}

/** Lists, objects, true, false and null are JSON; anything else is text, which the rules take for numbers as well. */
function valueTyped(name: string, text: string): Json {
  if (!/^\s*[[{"]|^(true|false|null)$/.test(text)) return text;
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof JsonError) throw new UsageError(`--${name}: ${withField(error)}`);
    throw error;
  }
}

/** The switches of all `--set switch=value`. */
export function switchesTyped(assignments: readonly string[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const text of assignments) {
    // As a scenario names a switch, or alone.
    const [, name, value] = /^(?:switches\.)?([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw new UsageError(messages.badAssignment(text));
    if (Object.hasOwn(found, name)) throw new UsageError(messages.twice(`set ${name}`));
    found[name] = value;
  }
  return found;
}
