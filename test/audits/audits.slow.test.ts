import { describe, expect, it } from "vitest";
import { defaultRuleSet, type RuleSetName, ruleSetNames } from "../../models/protocol/ground/rule-sets.js";
import { randomFields } from "../fuzz/scenario/random-scenario.js";
import { folderWith } from "../scenario-files.js";
import { auditCase } from "./audit-case.js";

/** `npm run audits` looks at more of them. */
const numbers = Array.from({ length: 12 }, (_unused, number) => number);

/** Random networks of a rule set, the first of them. */
const numbersOf = (rules: RuleSetName, count: number): number[] =>
  Array.from({ length: 1000 }, (_unused, number) => number)
    .filter((number) => (randomFields("by rules", number)["rules"] ?? defaultRuleSet) === rules)
    .slice(0, count);

describe("audits of random networks", () => {
  it.each(ruleSetNames)("find nothing under %s", (rules) => {
    const folder = folderWith({});
    const audits = numbersOf(rules, 4).map((number) => auditCase(folder, "by rules", number));
    expect(audits.length).toBe(4);
    expect(audits.reduce((sum, audit) => sum + (audit?.events ?? 0), 0)).toBeGreaterThan(200);
    expect(audits.flatMap((audit) => audit?.findings ?? [])).toEqual([]);
  });

  it("find nothing", () => {
    const folder = folderWith({});
    const audits = numbers.map((number) => ({ number, audit: auditCase(folder, "audited", number) }));
    const done = audits.filter(({ audit }) => audit !== null);
    expect(done.length).toBeGreaterThan(numbers.length / 2);
    expect(done.reduce((sum, { audit }) => sum + (audit?.events ?? 0), 0)).toBeGreaterThan(5000);
    expect(
      done.flatMap(({ number, audit }) => audit?.findings.map((finding) => ({ number, ...finding })) ?? []),
    ).toEqual([]);
  });
});
