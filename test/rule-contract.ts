/** What every rule owes its reader: an example that holds, described fields, and a refusal of what it does not know. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { inputProblems } from "../models/protocol/ground/calc-schema.js";
import type { AnyRule } from "../models/protocol/ground/rule.js";
import { type RuleSetName, defaultRuleSet, ruleSets } from "../models/protocol/ground/rule-sets.js";

/** Declares the tests for all rules of one folder. */
export function testRuleContract(folder: string, rules: readonly AnyRule[]): void {
  describe(`rules of ${folder}`, () => {
    it("have names of their own", () => {
      expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    });
    it.each(rules)("$id answers its example as written", ({ input, evaluate, example }) => {
      const ruleSet = (example.ruleSet ?? defaultRuleSet) as RuleSetName;
      expect(evaluate(input.parse(example.in), ruleSets[ruleSet])).toEqual(example.out);
    });
    it.each(rules)("$id describes every field", ({ input }) => {
      expect(undescribed(input)).toEqual([]);
    });
    it.each(rules)("$id refuses a field it does not know and names it", ({ input, example }) => {
      const read = input.safeParse({ ...(example.in as object), nonsense: 1 });
      expect(read.success).toBe(false);
      expect(inputProblems(read.error!).join("\n")).toContain("nonsense");
    });
  });
}

interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

/** Paths of fields without a description, down through lists and choices. */
function undescribed(schema: z.ZodType): readonly string[] {
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as SchemaNode;
  const walk = (node: SchemaNode, path: string): readonly string[] => [
    ...Object.entries(node.properties ?? {}).flatMap(([name, field]) => [
      ...(field.description === undefined ? [`${path}${name}`] : []),
      ...walk(field, `${path}${name}.`),
    ]),
    ...(node.items === undefined ? [] : walk(node.items, path)),
    ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((choice) => walk(choice, path)),
  ];
  return walk(root, "");
}
