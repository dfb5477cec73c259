/**
 * One run of every rule set is audited here: a lively one, with a log. A rule set that is new has no network in this
 * file, or rules that nobody works out again; either way these tests fail.
 */
import { describe, expect, it } from "vitest";
import { auditRun } from "../../models/checks/audit-run.js";
import { type RuleSetName, ruleSetNames } from "../../models/protocol/ground/rule-sets.js";
import { type ScenarioText, smallScenario } from "../network-kit.js";
import { writtenRun } from "../written-run.js";

const ofShards: ScenarioText = {
  horizon: "12 h",
  switches: { epochFrames: 240, maximumProvers: 11, haltGraceFrames: 150 },
  operators: [
    { class: "steady", count: 12, workers: 3, seniority: "historic", uptime: "95 %" },
    { class: "guests", count: 8, workers: 3, leave: "half-life 4 h", arrive: "30/d", pauses: true, uptime: "80 %" },
    { class: "false", count: 2, workers: 1, seniority: { points: 300 } },
  ],
  attackers: [
    { kind: "equivocate", class: "false", rate: "3/d" },
    { kind: "withhold data", class: "false", holds: "70 %" },
    { kind: "withhold data", class: "steady", holds: "90 %", share: "20 %", start: "3 h", targets: "thin" },
  ],
  shards: { count: 4, world: "20 GB", growth: "5 %/month", skew: "zipf 0.6" },
};

const ofOneShard: ScenarioText = {
  horizon: "8 h",
  operators: [
    { class: "steady", count: 20, workers: 3, seniority: "historic", uptime: "80 %", outage: "40 min" },
    { class: "guests", count: 4, workers: 2, arrive: "90/d", leave: "half-life 3 h" },
  ],
};

/** Few to a ring, so that rings are many; the rule of age becomes strict in the course of the run. */
const ofRings: ScenarioText = { ...ofOneShard, switches: { ringSize: 6 }, frames: { first: 98_000 } };

const networks: { readonly [rules in RuleSetName]: ScenarioText } = {
  "v2.1-simplex": ofShards,
  "v2.1-epoch": ofShards,
  "v2.1-frames": ofShards,
  "v2.0.6": ofRings,
  dusk: ofOneShard,
  ceremony: { ...ofOneShard, ceremony: { contribution: "50 s" } },
  dawn: { ...ofOneShard, dawn: { round: "7 min", participants: 5 } },
  seed: { ...ofShards, switches: { maximumProvers: 11, haltGraceFrames: 150 } },
  article: { ...ofShards, switches: { maximumProvers: 11, haltGraceFrames: 150 } },
};

describe("an audit of a run of every rule set", () => {
  it("is there: each has its network", () => {
    expect(Object.keys(networks).toSorted()).toEqual([...ruleSetNames].toSorted());
  });

  it.each(ruleSetNames)("finds nothing, and a unit more in anybody's reward: %s", (rules) => {
    const run = writtenRun(smallScenario({ rules, ...networks[rules] }));
    const audit = auditRun(run);
    expect(audit.findings).toEqual([]);
    expect(audit.events).toBeGreaterThan(200);
    expect(BigInt(run.series.at(-1)?.["emission.issuedUnits"] ?? 0)).toBeGreaterThan(0n);
    run.provers.forEach(({ reward_units: units }, index) => {
      const changed = { ...run.provers[index], reward_units: String(BigInt(units) + 1n) };
      if (index % 7 > 0) return;
      const { findings } = auditRun({ ...run, provers: run.provers.with(index, changed) });
      expect(findings.map(({ rule, prover }) => [rule, prover])).toEqual([["provers.csv", index]]);
    });
  });

  it("finds nobody left out who was back for a moment while an eviction waited for a thin shard", () => {
    const rarelyThere = smallScenario({
      horizon: "146 min",
      switches: { epochFrames: 24, committeeMembership: "effective" },
      operators: [{ class: "rare", count: 17, workers: 1, uptime: "10 %" }],
      shards: { count: 1, world: "1 MiB" },
    });
    const audits = ["1", "2", "3", "4", "5", "6"].map((seed) => auditRun(writtenRun(rarelyThere, seed)));
    expect(audits.flatMap(({ findings }) => findings)).toEqual([]);
    expect(audits.reduce((sum, { events }) => sum + events, 0)).toBeGreaterThan(2000);
  });
});
