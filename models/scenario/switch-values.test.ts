import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { type ScenarioText, smallScenario } from "../../test/network-kit.js";
import { defaultRuleSet, ruleSetNames, switchTable } from "../protocol/ground/rule-sets.js";
import { parseSwitches, switchNames } from "../protocol/ground/switches.js";

const problems = (fields: ScenarioText): readonly (readonly [string, string])[] => {
  try {
    smallScenario(fields);
    return [];
  } catch (error) {
    return (error as z.ZodError).issues.map(({ path, message }) => [path.join("."), message]);
  }
};

const refusal = (overrides: Readonly<Record<string, string>>): string => {
  const reading = parseSwitches("v2.1-epoch", overrides);
  return reading.ok ? "" : reading.problems[0].message;
};

describe("a scenario", () => {
  it("may have any switch of any preset, however it is spelt", () => {
    const switches = { "shard.keys": "bits254", committeeSession: "on", voteProof: "vdf", feeSink: "ringParticipants" };
    expect(problems({ rules: "v2.1-simplex", switches })).toEqual([]);
  });

  it("may have any preset", () => {
    for (const preset of ruleSetNames) expect(problems({ rules: preset, horizon: "1 h" })).toEqual([]);
    expect(ruleSetNames[0]).toBe(defaultRuleSet);
  });
});

describe("every switch", () => {
  it("can be set to any of its values alone, or is refused with a reason", () => {
    for (const name of switchNames) {
      const entry = switchTable[name];
      for (const value of "values" in entry ? entry.values : [entry.min, entry.max]) {
        const reading = parseSwitches("v2.1-simplex", { [name]: value });
        const reasons = reading.ok ? [] : reading.problems.map(({ message }) => message);
        expect(reasons.filter((reason) => !reason.includes("because"))).toEqual([]);
      }
    }
  });

  it("of June's records of provers is refused before there were any", () => {
    expect(refusal({ proverStatus: "lastOperation" })).toBe("");
    const reading = parseSwitches("v2.0.6", { proverStatus: "lastOperation" });
    expect(reading.ok ? "" : reading.problems[0].message).toContain("tries held no status");
  });

  it("of Simplex that needs another is refused without it", () => {
    expect(refusal({ splitCut: "bitPath" })).toContain("splitArity two");
    expect(refusal({ splitCut: "bitPath", splitArity: "two" })).toContain("mergeRule siblings or off");
    expect(refusal({ splitCut: "bitPath", splitArity: "two", mergeRule: "siblings" })).toBe("");
    expect(refusal({ mergeRule: "siblings" })).toContain("splitCut bitPath");
    expect(refusal({ splitNeedsData: "on" })).toContain("splitCut bitPath");
    expect(refusal({ committeeSession: "on" })).toContain("consensusKind simplex");
  });
});
