/** Texts of `orrery calc`. */
import { counted } from "../../sim/units/readable.js";
import { listed } from "../../sim/scenario/listed.js";

/** Longest piece of foreign text that a message repeats. */
const echoLength = 60;

/** Foreign text cut to a length that a line can bear. */
const echo = (text: string): string => (text.length > echoLength ? `${text.slice(0, echoLength)}…` : text);

const inHelp = "orrery calc --help lists them";

const meant = (near: string | undefined): string => (near === undefined ? "" : ` Did you mean ${near}?`);

export const messages = {
  // Which rule, under which rule set
  needsRule: (): string =>
    "orrery calc needs a rule, for example: orrery calc ring.info --activePlusJoining 9\n" +
    "orrery calc --list lists all rules.",
  unknownRule: (id: string, near: string | undefined): string =>
    `there is no rule "${echo(id)}".${meant(near)} orrery calc --list lists all rules.`,
  unknownRuleSet: (name: string, near: string | undefined, known: readonly string[]): string =>
    `ruleSet: there is no rule set "${echo(name)}".${meant(near)} Rule sets: ${listed(known, { like: name, where: inHelp })}.`,
  badSwitch: (key: string, problem: string, near: string | undefined, allowed: readonly string[]): string =>
    `${echo(key)}: ${problem}.${meant(near)}${allowed.length === 0 ? "" : ` Allowed: ${listed(allowed, { like: key, where: inHelp })}.`}`,
  badAssignment: (text: string): string =>
    `--set needs switch=value, for example --set haltThreshold=3; read "${echo(text)}".`,

  // Command line
  tooManyWords: (word: string): string =>
    `"${echo(word)}" is one word too many: orrery calc takes one rule, then fields as --field value.`,
  twice: (option: string): string => `--${option} is given twice.`,
  batchAlone: (what: string): string =>
    `--batch reads rules, rule sets, switches and fields from its lines; leave out ${what}.`,
  listAlone: (what: string): string => `--list lists all rules; leave out ${what}.`,
  notWaiting: (example: string): string =>
    `Give the fields as flags, or one JSON object on standard input. For example:\n  ${example}`,
  inputTooLong: (bytes: number): string => `the input is longer than ${counted(bytes, "byte")}.`,

  // JSON
  brokenJson: (expected: string, column: number, found: string): string =>
    `not valid JSON: expected ${expected} at character ${column}, read ${found === "" ? "the end" : JSON.stringify(found)}`,
  tooManyValues: (limit: number): string => `more than ${counted(limit, "value")} in one line`,
  tooDeep: (limit: number): string => `nested more than ${counted(limit, "level")} deep`,
  forbiddenKey: (): string => "no field can have this name",
  keyTwice: (): string => "is given twice",
  tooLarge: (written: string): string =>
    `${echo(written)} is too large for an exact JSON number (2^53): write it as a decimal string`,
  tooFine: (written: string): string => `${echo(written)} has more decimals than a JSON number can carry`,

  // Lines of a batch
  notARequest: (): string => 'expected an object {"rule": …, "ruleSet": …, "in": {…}}',
  wrongKind: (field: string, kind: string): string => `${field}: expected ${kind}`,
  unknownKey: (key: string, near: string | undefined, known: readonly string[]): string =>
    `${echo(key)}: unknown key.${meant(near)} A line has ${known.join(", ")}.`,
  lineTooLong: (bytes: number): string => `the line is longer than ${counted(bytes, "byte")}`,

  // Fields of a rule
  unknownField: (names: string, near: string | undefined, known: readonly string[]): string =>
    `${echo(names)}: unknown field.${meant(near)} ${known.length === 0 ? "This rule has no fields." : `Fields: ${listed(known, { like: names, where: "orrery calc RULE --help lists them" })}.`}`,
  moreProblems: (count: number): string => `and ${count} more`,
  notFinite: (): string => "the answer is no finite number: a field is out of the rule's range",
  ruleFailed: (id: string): string =>
    `${id} cannot be computed for this input; this is a bug of orrery, please report the line`,
} as const;
