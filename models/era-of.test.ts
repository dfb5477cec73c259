import { describe, expect, it } from "vitest";
import { type RuleSwitches, ruleSetNames, ruleSets } from "./protocol/ground/rule-sets.js";
import { ruleById } from "./protocol/rules.js";
import { eraOf } from "./era-of.js";
import { presentEra } from "./present-era.js";

describe("the era of a rule set", () => {
  it("is that of 2.1 unless the lifecycle is older, and each older one has its own", () => {
    const older = ruleSetNames.filter((name) => ruleSets[name].lifecycle === "trie");
    expect(new Set(older.map((name) => eraOf(ruleSets[name]))).size).toBe(4);
    const others = ruleSetNames.filter((name) => !older.includes(name));
    expect(new Set(others.map((name) => eraOf(ruleSets[name])))).toEqual(new Set([presentEra]));
  });

  it("is refused where the switches are of two", () => {
    const mixed: RuleSwitches = { ...ruleSets.dawn, emissionRule: ruleSets["v2.1-epoch"].emissionRule };
    expect(() => eraOf(mixed)).toThrow("no era of this emission rule");
  });

  it.each(ruleSetNames)(
    "lists systems of %s in the order of their steps, with titles of their own and rules",
    (name) => {
      const { systems } = eraOf(ruleSets[name]);
      const steps = systems.map(({ step }) => step);
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      expect(new Set(systems.map(({ title }) => title)).size).toBe(systems.length);
      expect(systems.filter(({ rule }) => ruleById(rule) === undefined)).toEqual([]);
    },
  );
});
