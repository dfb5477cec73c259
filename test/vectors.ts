/** Runs a file of examples, `{id, rule, ruleSet, in, out, tolerance?, compare?}` a line, against the rules. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AnyRule, Json } from "../models/protocol/ground/rule.js";
import { type RuleSetName, ruleSets } from "../models/protocol/ground/rule-sets.js";

/** A line of a file of examples. */
export interface Example {
  readonly id: string;
  readonly rule: string;
  readonly ruleSet: RuleSetName;
  readonly in: Json;
  readonly out: Json;
  readonly tolerance?: number;
  readonly compare?: "length";
}

/** Declares one test per line of the file; an example whose rule is missing fails. */
export function testVectors(file: URL, rules: readonly AnyRule[]): void {
  const examples = readExamples(file);
  describe(`examples of ${file.pathname.split("/").slice(-3).join("/")}`, () => {
    it.each(examples)("$rule $id", (example) => {
      const rule = rules.find((candidate) => candidate.id === example.rule);
      if (rule === undefined) throw new Error(`no rule named ${example.rule}`);
      expect(difference(answer(rule, example), example)).toBeNull();
    });
  });
}

/** The examples of a file, in order. */
export function readExamples(file: URL): readonly Example[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Example);
}

/** A refusal is an answer too: `{error}`, which matches any expected error. */
function answer(rule: AnyRule, example: Example): Json {
  try {
    return rule.evaluate(rule.input.parse(example.in), ruleSets[example.ruleSet]);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const isRefusal = (value: Json | undefined): boolean =>
  value === "error" || (typeof value === "object" && value !== null && "error" in value);

/** Where an answer differs from the expected one, in words; null if nowhere. A refusal is `{error}`. */
export function difference(read: Json, { out, tolerance, compare }: Example): string | null {
  if (compare === "length") return compareLength(read, out);
  return compareValue(read, out, tolerance ?? 0, "out");
}

function compareLength(read: Json, expected: Json): string | null {
  return lengthOf(read) === lengthOf(expected) ? null : `length ${lengthOf(read)}, expected ${lengthOf(expected)}`;
}

/** A length may be expected as a list of that length or as the number itself. */
const lengthOf = (value: Json): string => (Array.isArray(value) ? String(value.length) : JSON.stringify(value));

/** Fields beyond the expected ones are allowed; list order counts; a number equals its decimal string. */
function compareValue(read: Json | undefined, expected: Json, tolerance: number, place: string): string | null {
  if (isRefusal(expected)) return isRefusal(read) ? null : `${place}: ${JSON.stringify(read)}, expected a refusal`;
  if (Array.isArray(expected)) {
    if (!Array.isArray(read) || read.length !== expected.length)
      return `${place}: ${JSON.stringify(read)}, expected ${JSON.stringify(expected)}`;
    return firstOf(expected.map((value, k) => compareValue(read[k], value, tolerance, `${place}[${k}]`)));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof read !== "object" || read === null) return `${place}: ${JSON.stringify(read)}, expected an object`;
    const fields = read as { readonly [key: string]: Json | undefined };
    return firstOf(
      Object.entries(expected).map(([key, value]) =>
        compareValue(fields[key], value as Json, tolerance, `${place}.${key}`),
      ),
    );
  }
  if (tolerance > 0 && Math.abs(Number(read) - Number(expected)) <= tolerance) return null;
  if (plain(read) === plain(expected)) return null;
  return `${place}: ${plain(read)}, expected ${plain(expected)}${tolerance > 0 ? ` ± ${tolerance}` : ""}`;
}

/** A number and its decimal string read alike; everything else as JSON. */
const plain = (value: Json | undefined): string => (typeof value === "string" ? value : JSON.stringify(value));

const firstOf = (found: readonly (string | null)[]): string | null => found.find((text) => text !== null) ?? null;
