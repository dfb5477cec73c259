/** Texts of errors in a `sweep:` block. */
import type { Problem } from "../error.js";
import { limits } from "../limits.js";
import { listed } from "../listed.js";
import { nearestWord } from "../nearest.js";
import type { KnownKeys } from "../schema-walk.js";
import { shorten } from "../shorten.js";
import { counted } from "../../units/readable.js";

export const messages = {
  notAPath: (read: string): Problem => ({
    problem: "is not a path into the scenario",
    read: shorten(read),
    allowed:
      'keys with dots and places in brackets, such as report.every or operators[0].count; or "zip", "latin", "where", "randomNumbers"',
  }),
  /** `meant`: where the field stands instead. */
  unknownPath: (word: string, { names, spelled }: KnownKeys, meant?: string): Problem => ({
    problem: "the scenario has no such field",
    read: shorten(word),
    allowed: names.length === 0 ? undefined : listed(names, { like: word }),
    nearest: meant ?? nearestWord(word, spelled),
  }),
  notAParameter: (path: string, why: string): Problem => ({ problem: `${path} cannot be swept: ${why}` }),
  sweptTwice: (path: string): Problem => ({ problem: `${path} is swept twice`, allowed: "each field once" }),
  nothingSwept: (): Problem => ({
    problem: "names no field",
    allowed: "paths with values, such as operators[0].count: [64, 128]",
  }),
  sameValue: (value: string): Problem => ({ problem: `gives ${value} twice`, allowed: "different values" }),
  notAMagnitude: (read: string): Problem => ({
    problem: "a range goes from number to number",
    read,
    allowed: "a number, or a quantity with its unit such as 10 d",
  }),
  differentKinds: (read: string, what: string): Problem => ({ problem: `is not ${what}, as from is`, read }),
  cannotBe: (read: string, what: string): Problem => ({ problem: `is no value that ${what} can have`, read }),
  notAbove: (read: string): Problem => ({ problem: "must be larger than from", read }),
  stepNotPositive: (read: string): Problem => ({ problem: "must be larger than zero", read }),
  stepOrCount: (): Problem => ({ problem: "a range needs either step or count" }),
  logStep: (): Problem => ({ problem: "on a log scale values are counted", allowed: "count instead of step" }),
  logFromZero: (read: string): Problem => ({ problem: "a log scale begins above zero", read }),
  differentLengths: (lengths: readonly string[]): Problem => ({
    problem: `fields under zip advance together and need equally many values: ${lengths.join(", ")}`,
  }),
  tooManyCombinations: (count: number): Problem => ({
    problem: counted(count, "combination"),
    allowed: `at most ${limits.sweepCombinations}, of which where keeps at most ${limits.sweepPoints}`,
  }),
  tooManyPoints: (count: number): Problem => ({
    problem: counted(count, "design point"),
    allowed: `at most ${limits.sweepPoints}`,
  }),
  tooManyFields: (): Problem => ({ problem: "sweeps too many fields", allowed: `at most ${limits.sweepFields}` }),
  tooManyValues: (points: number, values: number): Problem => ({
    problem: `${counted(points, "design point")} of a scenario of ${counted(values, "value")} are too many to be checked`,
    allowed: `at most ${limits.sweepValues} values in all`,
  }),
  unchecked: (points: number): Problem => ({
    problem: `${points === 1 ? "1 design point was" : `${points} design points were`} not looked at after so many errors`,
  }),
  noPoints: (): Problem => ({ problem: "where keeps none of the points" }),
  notACondition: (read: string): Problem => ({
    problem: "is not a comparison",
    read,
    allowed: '<, <=, >, >=, = or != between two fields, or a field and a value, such as "horizon <= 10 d"',
  }),
  noField: (read: string): Problem => ({
    problem: "compares no field",
    read,
    allowed: "at least one path, such as operators[0].count",
  }),
  notComparable: (left: string, right: string): Problem => ({
    problem: `cannot compare ${left} with ${right}`,
    allowed: "numbers, quantities of one kind, or words with = and !=",
  }),
  notAValue: (path: string): Problem => messages.notComparable(path, "anything: it is a list or a map"),
  noValue: (path: string): Problem => ({ problem: `nothing is written at ${path}, and it has no default` }),
  /** What is wrong at one point, or at several alike. */
  atPoint: (point: number, parameters: string, message: string, more: number): string =>
    `design point ${point} (${parameters}): ${message}` +
    (more === 0 ? "" : `; likewise at ${more === 1 ? "1 more point" : `${more} more points`}`),
} as const;
