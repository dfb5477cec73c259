/** Why lines of topology files are refused. */
import { counted, countText } from "../../units/readable.js";
import { distance } from "fastest-levenshtein";

const listed = (names: readonly string[]): string => names.join(", ");
/** What a person may have meant; of many names only the first are looked at. */
function meant(name: string, known: Iterable<string>): string {
  let best = "";
  let least = 3;
  let left = 2000;
  for (const candidate of known) {
    if (left-- === 0) break;
    const far = distance(name, candidate);
    if (far < least && far < name.length) [best, least] = [candidate, far];
  }
  return best === "" ? "" : `; did you mean ${best}?`;
}

export const reasons = {
  longLine: (length: number, max: number): string =>
    `a line of ${counted(length, "character")}; at most ${countText(max)} are read`,
  cellCount: (count: number, expected: number): string => `${counted(count, "cell")} where the head has ${expected}`,
  quotes: (): string => "cells are written without quotes",
  noHead: (required: readonly string[]): string => `no line with the names of columns: ${listed(required)}`,
  missingColumns: (missing: readonly string[], known: readonly string[]): string =>
    `no column ${listed(missing)}; allowed are ${listed(known)}`,
  unknownColumns: (unknown: readonly string[], known: readonly string[]): string =>
    `unknown column ${listed(unknown.slice(0, 5))}; allowed are ${listed(known)}`,
  columnTwice: (head: readonly string[]): string => `a column is there twice: ${listed(head)}`,
  noName: (): string => "a node without a name",
  unseen: (name: string, code: string): string =>
    `node ${name} has a character that nobody would see (${code}); allowed are names without control characters`,
  formula: (name: string): string =>
    `node ${name}: spreadsheets take what begins so for a formula; allowed are names that do not begin with =, +, - or @`,
  nodeTwice: (name: string, line: number): string => `node ${name} is there already, in line ${line}`,
  unknownNode: (name: string, known: Iterable<string>): string => `unknown node ${name}${meant(name, known)}`,
  unknownRegion: (name: string, known: readonly string[]): string =>
    known.length === 0
      ? `region ${name}: links say how far nodes are from each other, and there are no regions; leave the column out`
      : `unknown region ${name}; there are: ${listed(known)}${meant(name, known)}`,
  unknownClass: (name: string, known: readonly string[]): string =>
    `unknown class ${name}; there are: ${listed(known)}${meant(name, known)}`,
  negative: (what: string, text: string): string => `negative ${what} ${text}`,
  notANumber: (what: string, text: string): string =>
    `${what}: read "${text}", allowed is a decimal number such as 12.5`,
  tooLarge: (what: string, text: string, max: number): string => `${what} ${text}: at most ${max}`,
  notPositive: (what: string): string => `${what} must be above 0`,
  loop: (name: string): string => `node ${name} is linked with itself`,
  linkTwice: (from: string, to: string, line: number): string =>
    `the link from ${from} to ${to} is there already, in line ${line}`,
  oneWay: (from: string, to: string): string =>
    `one way only: from ${from} to ${to}, and not back; say that links are "as written", or "mirrored"`,
  noNodes: (): string => "no nodes",
  notAMap: (what: string): string => `${what} must be a mapping`,
  unknownKey: (key: string, known: readonly string[]): string =>
    `unknown key ${key}; allowed are ${listed(known)}${meant(key, known)}`,
};
