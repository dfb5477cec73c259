/** A command that shows a rule at work, as a shell takes it. */
import type { AnyRule, Json } from "../protocol/ground/rule.js";

/** Can be typed as the value of a flag. */
const isPlain = (value: Json): value is string | number | boolean => value !== "" && typeof value !== "object";

/** Quoted for a shell where it has to be. */
const quoted = (text: string): string =>
  /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

export interface ExampleCommand {
  /** The whole line. */
  readonly line: string;
  /** What `orrery calc` is given. */
  readonly typed: readonly string[];
  /** What it reads from standard input; null if nothing. */
  readonly stdin: string | null;
}

/** The rule's own example: fields as flags where they are plain values, else as JSON on standard input. */
export function exampleCommand({ id, example }: AnyRule): ExampleCommand {
  const ruleSet = example.ruleSet === undefined ? [] : ["--ruleSet", example.ruleSet];
  const fields = Object.entries(example.in as Readonly<Record<string, Json>>);
  const flags = fields.flatMap(([name, value]) => (isPlain(value) ? [`--${name}`, String(value)] : []));
  if (flags.length === 2 * fields.length) {
    const typed = [id, ...flags, ...ruleSet];
    return { line: `orrery calc ${typed.map(quoted).join(" ")}`, typed, stdin: null };
  }
  const stdin = JSON.stringify(example.in);
  const typed = [id, ...ruleSet];
  return { line: `echo ${quoted(stdin)} | orrery calc ${typed.join(" ")}`, typed, stdin };
}
