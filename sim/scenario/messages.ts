/** Texts of scenario errors: one function each, so that tests compare with the function. */
import { counted } from "../units/readable.js";
import type { Problem } from "./error.js";
import { limits } from "./limits.js";
import { listed } from "./listed.js";
import { nearestWord } from "./nearest.js";
import { shorten } from "./shorten.js";

const bytes = (count: number): string => counted(count, "byte");

export const messages = {
  // Files
  missingFile: (near: string | undefined): Problem => ({ problem: "there is no such file", nearest: near }),
  notAFile: (): Problem => ({ problem: "is not a regular file", allowed: "a YAML file" }),
  unreadable: (why: string): Problem => ({ problem: `cannot be read (${why})` }),
  tooLarge: (size: number): Problem => ({
    problem: "the file is too large",
    read: bytes(size),
    allowed: `at most ${bytes(limits.fileBytes)}`,
  }),
  notText: (): Problem => ({ problem: "the file is not UTF-8 text", allowed: "a YAML file in UTF-8" }),

  // YAML
  yamlSyntax: (what: string): Problem => ({ problem: `not valid YAML: ${what}` }),
  tooManyTokens: (): Problem => ({ problem: `the file has too many parts; allowed: ${limits.tokens} YAML tokens` }),
  tooManyValues: (): Problem => ({
    problem: "aliases (*name) make the file too large",
    allowed: `at most ${limits.values} values in all`,
  }),
  tooManyCharacters: (): Problem => ({
    problem: "aliases (*name) make the file too large",
    allowed: `at most ${limits.characters} characters in all`,
  }),
  tooDeep: (): Problem => ({ problem: "nested too deeply", allowed: `at most ${limits.depth} levels` }),
  tooManyDocuments: (): Problem => ({
    problem: "more than one YAML document",
    read: "---",
    allowed: "one scenario a file",
  }),
  emptyFile: (): Problem => ({ problem: "nothing is written here", allowed: "a scenario: key: value" }),
  notAMap: (read: string): Problem => ({ problem: "is not a scenario", read, allowed: "a map: key: value" }),
  tagged: (tag: string): Problem => ({
    problem: "YAML tags are not used in scenarios",
    read: shorten(tag),
    allowed: "plain values",
  }),
  unknownAlias: (name: string): Problem => ({
    problem: "this alias names nothing above it",
    read: shorten(`*${name}`),
  }),
  mergesNoMap: (read: string): Problem => ({
    problem: "<< merges maps",
    read,
    allowed: "*name of a map above it, or a list of such",
  }),
  duplicateKey: (key: string, line: number): Problem => ({
    problem: `written twice (first on line ${line})`,
    read: shorten(key),
    allowed: "each key once",
  }),
  unseenCharacter: (text: string, code: string): Problem => ({
    problem: `has a character that nobody would see (${code})`,
    read: text,
    allowed: "text without control characters, and without those that turn the direction of writing",
  }),
  forbiddenKey: (key: string): Problem => ({ problem: "this word cannot be a key", read: key }),
  keyNotPlain: (read: string): Problem => ({ problem: "is not a key", read, allowed: "a word" }),
  notFinite: (read: string): Problem => ({ problem: "is not a finite number", read, allowed: "a finite number" }),
  losesDigits: (read: string): Problem => ({
    problem: "this whole number is too long to be kept exactly",
    read,
    allowed: "at most 9007199254740991, or a quantity with its unit",
  }),

  // extends
  extendsNotAPath: (read: string): Problem => ({
    problem: "does not name a file",
    read,
    allowed: "a relative path such as base.yaml",
  }),
  extendsNotRelative: (read: string): Problem => ({
    problem: "is not a path from this file on",
    read,
    allowed: "a relative path with slashes, such as ../base.yaml",
  }),
  extendsOutside: (read: string, root: string): Problem => ({
    problem: "leads out of the project",
    read,
    allowed: `a file in ${root} or below it; --root names another folder`,
  }),
  notShipped: (raw: string, name: string, known: readonly string[]): Problem => ({
    problem: "no scenario of this name comes with the program",
    read: raw,
    allowed: listed(known, { like: name, where: "its folder scenarios has them" }),
    nearest: nearestWord(name, known),
  }),
  fileNotRelative: (read: string): Problem => ({
    problem: "is not a path from this file on",
    read,
    allowed: "a relative path with slashes, such as prices.csv",
  }),
  fileOutside: (read: string, root: string): Problem => ({
    problem: "leads out of the project",
    read,
    allowed: `a file in ${root} or below it; --root names another folder`,
  }),
  oneLineFile: (read: string): Problem => ({ problem: "the file has a single line", read, allowed: "several lines" }),
  extendsCycle: (chain: readonly string[]): Problem => ({ problem: `extends itself: ${chain.join(" → ")}` }),
  extendsTooLong: (chain: readonly string[]): Problem => ({
    problem: `too many files extend each other: ${chain.join(" → ")}`,
    allowed: `a chain of at most ${limits.extendsDepth}`,
  }),

  addsNoList: (read: string): Problem => ({
    problem: "the plus adds entries to a list",
    read,
    allowed: "a list of entries",
  }),

  // --set
  setNotAnAssignment: (flag = "--set"): Problem =>
    flag === "--set"
      ? { problem: "is not path=value", allowed: "--set operators[0].count=5" }
      : { problem: "is not name=value", allowed: `${flag} NAME=VALUE` },
  setBadPath: (read: string): Problem => ({
    problem: "is not a path",
    read: shorten(read),
    allowed: 'keys with dots and places in brackets: operators[0].count, sweep["report.every"]',
  }),
  setNotAMap: (key: string, read: string): Problem => ({ problem: `has no key ${shorten(key)}`, read }),
  setNotAList: (read: string): Problem => ({ problem: "is not a list", read, allowed: "a key" }),
  setIndex: (index: number, count: number): Problem => ({
    problem: "there is no such place in the list",
    read: `[${index}]`,
    allowed: count === 0 ? "[0] (the list is empty)" : `[0] to [${count - 1}], or [${count}] to add one`,
  }),

  // Values
  /** `spelled`: all spellings of the known keys; `meant`: where the key stands instead. */
  unknownKey: (
    key: string,
    known: readonly string[],
    { spelled = known, meant }: { readonly spelled?: readonly string[]; readonly meant?: string | undefined } = {},
  ): Problem => ({
    problem: "unknown key",
    read: shorten(key),
    allowed: known.length === 0 ? undefined : listed(known, { like: key }),
    nearest: meant ?? nearestWord(key, spelled),
  }),
  missing: (allowed: string, about?: string): Problem => ({
    problem: about === undefined ? "is missing" : `is missing (${about})`,
    allowed,
  }),
  wrongValue: (read: string, allowed: string, nearest?: string): Problem => ({
    problem: "not possible here",
    read,
    allowed,
    nearest,
  }),
  digitGroups: (read: string, digits: string, allowed: string): Problem => ({
    problem: "YAML reads this as text, not as a number",
    read,
    allowed,
    nearest: digits,
  }),
  quotedNumber: (read: string, digits: string, allowed: string): Problem => ({
    problem: "the quotes make this text, not a number",
    read,
    allowed,
    nearest: digits,
  }),
  nothingToRemove: (read: string, allowed: string): Problem => ({
    problem: "there is nothing that null could take away",
    read,
    allowed,
  }),
  moreErrors: (count: number): Problem => ({
    problem: `${count === 1 ? "1 more value is" : `${count} more values are`} wrong from here on`,
  }),
  refused: (message: string, read: string | undefined): Problem => ({ problem: message, read }),
  infeasible: (message: string, read: string | undefined, nearest?: string): Problem => ({
    problem: message,
    read,
    nearest,
  }),
};
