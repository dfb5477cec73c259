/** Ways in which a scenario file goes wrong: each takes its text and gives another. */
import type { Choices } from "../scenario/choices.js";
import { nastyKeys, nastyLines, nastyValues } from "./nasty.js";

export type Mutation = (choices: Choices, text: string) => string;

const lineEnd = "\n";

/** Lets a mutation work on the lines; it may change the list. */
const onLines =
  (change: (choices: Choices, lines: string[]) => void): Mutation =>
  (choices, text) => {
    const lines = text.split(lineEnd);
    change(choices, lines);
    return lines.join(lineEnd);
  };

/** Lets a mutation write one line anew. */
const onLine = (change: (choices: Choices, line: string) => string): Mutation =>
  onLines((choices, lines) => {
    const k = choices.integer(0, lines.length - 1);
    lines[k] = change(choices, lines[k]);
  });

/** Lets a mutation write anew one of the stretches that a pattern finds. */
const onMatch =
  (pattern: RegExp, change: (choices: Choices, found: string) => string): Mutation =>
  (choices, text) => {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return text;
    const { index, 0: stretch } = choices.oneOf(found);
    return text.slice(0, index) + change(choices, stretch) + text.slice(index + stretch.length);
  };

const values = /(?<=: )[^\n,{}[\]]+/g;
const keys = /[\w$.-]+(?=:(?: |\n|$))/g;
const numbers = /\d+(?:\.\d+)?/g;
const quantities = /\d+(?:\.\d+)? ?(?:us|ms|s|min|h|d|y|%|GB|MB|kB|MiB|GiB|QUIL|\/h|\/d|\/y)\b/g;

/** Another amount of the same, which may well be possible. */
function otherAmount(choices: Choices, number: string): string {
  const value = Number(number);
  const others = [value * 10, value * 1000, value / 10, value / 1000, value + 1, value - 1, value / 2, 0, 1, 2, 100];
  return String(choices.oneOf(others));
}

const units = ["", "s", "min", "h", "d", "y", "ms", "us", "%", "share", "GB", "B", "PiB", "QUIL", "units", "/s", "/d", "%/month", "frames"]; // prettier-ignore
const marks = ["{", "}", "[", "]", ":", ",", "&", "*", "#", "?", "|", "-", "<", ">", "=", "!", "%", "@", "`", '"', "'", "\\", "\t", " ", "\n", "\r", "\u0000", "\ufeff", "\u2028", "é", "🚀", "\ud800"]; // prettier-ignore

/** By far most of them touch one place, so that most of a scenario is still read. */
export const mutations: readonly Mutation[] = [
  onMatch(values, (choices) => choices.oneOf(nastyValues)),
  onMatch(values, (choices) => choices.oneOf(nastyValues)),
  onMatch(values, (choices) => choices.oneOf(nastyValues)),
  onMatch(numbers, otherAmount),
  onMatch(numbers, otherAmount),
  onMatch(numbers, otherAmount),
  onMatch(keys, (choices) => choices.oneOf(nastyKeys)),
  onMatch(keys, (choices, key) => misspelt(choices, key)),
  onMatch(numbers, (choices, number) => choices.oneOf([`-${number}`, `${number}e${choices.integer(1, 400)}`, `${number}0`, `${number}000000`, `${number}.5`, `0.000${number}`, "0"])), // prettier-ignore
  onMatch(quantities, (choices, text) => text.replace(/ ?[^\d .].*$/, choices.oneOf([" ", "", "  "]) + choices.oneOf(units))), // prettier-ignore
  onMatch(values, (choices, value) => choices.oneOf([`[${value}]`, `{ a: ${value} }`, `&a ${value}`, `"${value}`, `'${value}'`, `!x ${value}`, `${value}: 1`])), // prettier-ignore
  onLines((choices, lines) => void lines.splice(choices.integer(0, lines.length), 0, choices.oneOf(nastyLines))),
  onLines((choices, lines) => void lines.splice(choices.integer(0, lines.length - 1), choices.magnitude(1, 8))),
  onLines((choices, lines) => void lines.splice(choices.integer(0, lines.length), 0, choices.oneOf(lines))),
  onLines((choices, lines) => {
    const [moved] = lines.splice(choices.integer(0, lines.length - 1), 1);
    lines.splice(choices.integer(0, lines.length), 0, moved);
  }),
  onLine((choices, line) => choices.oneOf([` ${line}`, line.replace(/^ /, ""), `\t${line}`, `${line} #`, `${line}\r`, `- ${line}`, line.trim()])), // prettier-ignore
  (choices, text) => spliced(text, choices.integer(0, text.length), 0, choices.oneOf(marks)),
  (choices, text) => spliced(text, choices.integer(0, text.length), choices.magnitude(1, 4), choices.oneOf(marks)),
  (choices, text) => spliced(text, choices.integer(0, text.length), choices.magnitude(1, 400), ""),
  (choices, text) => (choices.chance(0.5) ? text.slice(0, choices.integer(0, text.length)) : `\ufeff${text}`),
  (choices, text) => (choices.chance(0.5) ? text.replaceAll(lineEnd, "\r\n") : text.replaceAll("  ", "\t")),
  (choices, text) => (choices.chance(0.1) ? large(choices, text) : text),
];

function misspelt(choices: Choices, key: string): string {
  const at = choices.integer(0, key.length - 1);
  return choices.oneOf([
    spliced(key, at, 1, ""),
    spliced(key, at, 0, key[at]),
    key.toUpperCase(),
    `${key}s`,
    `${key}.x`,
  ]);
}

const spliced = (text: string, at: number, length: number, insert: string): string =>
  text.slice(0, at) + insert + text.slice(at + length);

/** Inputs whose cost could grow faster than they do. */
function large(choices: Choices, text: string): string {
  const times = choices.magnitude(100, 12_000);
  return choices.oneOf([
    () => text + `# ${"x".repeat(80)}\n`.repeat(times),
    () => `${text}\nx-list: [${"1, ".repeat(times)}1]\n`,
    () => `${text}\nx-long: &long "${"y".repeat(times)}"\nx-many: [${"*long, ".repeat(times)}*long]\n`,
    () => `${text}\n${Array.from({ length: times }, (_unused, k) => `k${k}: 1`).join(lineEnd)}\n`,
    () => `${text}\nsweep: { seed: { from: 1, to: ${times}, step: 1 }, where: "seed < 0" }\n`,
    () => `${text}\nsweep: { seed: [1, 2], where: "${" ".repeat(times * 8)}" }\n`,
    () => `${text}\nsweep: { seed: [1, 2], where: "${"seed".padEnd(times * 8)}" }\n`,
    () => `${text}\nabout: "${"\\u0041".repeat(times)}"\n`,
    () => text.replace(/^operators:\n((?: .*\n)+)/m, (_all, classes: string) => `operators:\n${classes.repeat(1 + times / 40)}`), // prettier-ignore
  ])();
}
