import { describe, expect, it } from "vitest";
import { type RuleSetName, defaultRuleSet, ruleSetNames, ruleSets } from "./rule-sets.js";
import { allowedValues, dottedName, parseSwitches, switchNamed, switchNames } from "./switches.js";

const read = (preset: RuleSetName, overrides: Record<string, unknown>): unknown => {
  const reading = parseSwitches(preset, overrides);
  return reading.ok ? reading.switches : reading.problems.map(({ key, message }) => `${key}: ${message}`);
};

describe("overrides of switches", () => {
  it.each(ruleSetNames)("%s alone contradicts nothing", (preset) => {
    expect(read(preset, {})).toEqual(ruleSets[preset]);
  });

  it("every switch can be named with and without dots, and keeps the value its preset has", () => {
    for (const preset of ruleSetNames) {
      for (const name of switchNames) {
        expect(switchNamed(dottedName(name))).toBe(name);
        expect(read(preset, { [dottedName(name)]: ruleSets[preset][name] })).toEqual(ruleSets[preset]);
      }
    }
  });

  it("a number may be a number or decimal text", () => {
    const three = { ...ruleSets[defaultRuleSet], haltThreshold: 5 };
    expect(read(defaultRuleSet, { haltThreshold: 5 })).toEqual(three);
    expect(read(defaultRuleSet, { "halt.threshold": "5" })).toEqual(three);
  });

  it("a word may be spelt as scenario files spell it elsewhere", () => {
    const replicating = { ...ruleSets[defaultRuleSet], strategy: "leastReplicated" };
    expect(read(defaultRuleSet, { strategy: "least replicated" })).toEqual(replicating);
  });

  it("everything wrong is told at once, with what is allowed", () => {
    const reading = parseSwitches(defaultRuleSet, { haltTreshold: 3, ringOrder: "random", ringSize: "0" });
    expect(reading.ok ? [] : reading.problems).toEqual([
      { key: "haltTreshold", message: "there is no such switch", allowed: switchNames, read: "haltTreshold" },
      { key: "ringOrder", message: "cannot be random", allowed: allowedValues("ringOrder"), read: "random" },
      { key: "ringSize", message: "cannot be 0", allowed: ["a whole number from 1 to 65536"], read: "0" },
    ]);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "1e3", "", null, true, [], {}, "9".repeat(30)])(
    "%s is no number of provers in a ring",
    (value) => {
      expect(parseSwitches(defaultRuleSet, { ringSize: value }).ok).toBe(false);
    },
  );

  it("one switch in two spellings is refused", () => {
    expect(read(defaultRuleSet, { ringSize: 8, "ring.size": 9 })).toEqual(["ring.size: ringSize says it already"]);
  });

  it.each(["v2.0.6", "dusk", "dawn", "ceremony"] as const)(
    "%s knows no epochs, audits, splits or choices of shards",
    (preset) => {
      const foreign = {
        confirmWindow: "nextEpoch",
        rejectWindow: "nextEpoch",
        committeeMembership: "effective",
        storageAudit: "on",
        splitMembership: "unchanged",
        mergeRule: "pairs",
        strategy: "rewardGreedy",
      };
      for (const [name, value] of Object.entries(foreign)) {
        const reading = parseSwitches(preset, { [name]: value });
        const [problem] = reading.ok ? [] : reading.problems;
        expect(problem).toMatchObject({
          key: name,
          message: expect.stringContaining(`${preset} cannot take ${value}`),
        });
        expect(problem.allowed.length).toBeGreaterThan(0);
      }
    },
  );

  it("a lifecycle whose company is missing is refused itself, and taken in full company", () => {
    const [first, ...others] = read("v2.1-epoch", { lifecycle: "trie" }) as string[];
    expect(first).toContain("lifecycle: v2.1-epoch cannot take trie without confirmWindow frames360To720");
    expect(others).toEqual([]);
    const company = {
      lifecycle: "trie",
      confirmWindow: "frames360To720",
      rejectWindow: "upTo720",
      storageAudit: "off",
      splitMembership: "none",
      mergeRule: "off",
      strategy: "none",
      emissionRule: "v20",
    };
    expect(read("v2.1-epoch", company)).toMatchObject(company);
  });

  it("what is switched on without its mechanism is refused", () => {
    expect(read("v2.1-epoch", { dawnReward: "logarithmic" })).toEqual([expect.stringContaining("emissionRule dawn")]);
    expect(read("dawn", { dawnReward: "logarithmic" })).toMatchObject({ dawnReward: "logarithmic" });
    expect(read("v2.1-frames", { auditPopulation: "globalFrame" })).toEqual([expect.stringContaining("storageAudit")]);
    expect(read("v2.1-epoch", { emissionRule: "dusk" })).toEqual([expect.stringContaining("lifecycle trie")]);
  });

  it("every other variant of section 17 can be had on both eras of 2.1", () => {
    const variants = {
      ringOrder: "seniorityFirst",
      ringDivisor: "ring",
      ringSize: 2048,
      shardDivisor: "workerShards",
      issuanceArithmetic: "decimals",
      strategy: "leastReplicated",
      confirmWindow: "frames360To720",
      rejectWindow: "upTo720",
      splitMembership: "bySeniority",
      splitOnBytes: "on",
      committeeMembership: "effective",
      feeRule: "lowestInRing",
      feeSink: "ringParticipants",
      kickSeniority: "quadraticPenalty",
      seniorityAccrual: "perActiveFrame",
      seniorityDecay: "quadratic",
      emptySlots: "sharedByPresent",
      storageAudit: "on",
      auditPopulation: "globalFrame",
      commitmentBytes: 64,
    };
    for (const preset of ["v2.1-epoch", "v2.1-frames"] as const) {
      expect(read(preset, variants)).toMatchObject(variants);
    }
  });
});
