/** Random networks with every kind of event: in slices, stored and gone on, and worked out again from their logs. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { identity, runScenario, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import type { Scenario } from "../../scenario/schema.js";
import { createSimulation } from "../../simulation.js";

const hourUs = 3_600_000_000;
const everything = [
  { at: "90 min", outage: { class: "old", share: "50 %", for: "40 min", back: "over 20 min" } },
  { at: "2 h", arrivals: { class: "frail", count: 3, over: "30 min" } },
  { at: "150 min", departures: { class: "moving", share: "50 %" } },
  { at: "160 min", departures: { class: "old", count: 1, how: "vanish" } },
  { at: "3 h", data: { to: "35 GB", growth: "30 %/month" } },
  { at: "200 min", pace: "8 s" },
  { at: "4 h", halt: { for: "25 min", framesLost: "20 frames" } },
  {
    at: "170 min",
    release: {
      switches: {
        keepThresholdPercent: 70,
        thinShardRescue: "releasable",
        thinTargets: "hash",
        leaveGate: "committee",
      },
      adoption: "half-life 1 h",
    },
  },
  { at: "5 h", change: { "network.messageLoss": "3 %", "operators[0].outage": "9 min" } },
  { every: "110 min", label: "pulse", outage: { share: "20 %", for: "3 min" } },
  { when: "coverage.haltedShards > 0", for: "5 min", atMost: 2, arrivals: { class: "frail", count: 2 } },
];

const networks = (): fc.Arbitrary<{ seed: string; scenario: Scenario }> =>
  eventfulNetworks("v2.1-epoch", {}).map(({ seed, fields }) => ({
    seed,
    scenario: smallScenario({ ...fields, horizon: "7 h", timeline: everything, date: "2026-10-10" }),
  }));

describe("a run with a timeline", () => {
  it("is the same in slices, and stored and gone on anywhere", () => {
    fc.assert(
      fc.property(networks(), fc.integer({ min: 0, max: 25_200 }), ({ seed, scenario }, atS) => {
        const whole = runScenario(scenario, { seed });
        expect(runScenario(scenario, { seed, sliceUs: hourUs / 7 }).fingerprint).toBe(whole.fingerprint);
        const atUs = atS * 1_000_000;
        const before = createSimulation(scenario, { ...identity(seed), isStored: true });
        before.advance(atUs);
        const after = createSimulation(scenario, { ...identity(seed), from: { atUs, state: before.save() } });
        after.advance(Number.POSITIVE_INFINITY);
        const { fingerprint, tables } = after.finish();
        expect(fingerprint).toBe(whole.fingerprint);
        expect(tables.timeline).toEqual(whole.tables.timeline);
      }),
      { seed: 5, numRuns: 12 },
    );
  });

  it("is what its log says, worked out again by the audit", () => {
    fc.assert(
      fc.property(networks(), ({ seed, scenario }) => {
        expect(auditRun(writtenRun(scenario, seed)).findings).toEqual([]);
      }),
      { seed: 6, numRuns: 12 },
    );
  });
});
