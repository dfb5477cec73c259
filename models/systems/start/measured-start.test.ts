import { describe, expect, it } from "vitest";
import { openNetwork, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import { countDifferences } from "../../../test/recount.js";
import { ReferencePay } from "../../../test/reference-pay.js";

const row: ScenarioText = {
  active: 60,
  joining: 14,
  health: { healthy: 5, needsCoverage: 2, haltRisk: 1 },
  rings: [3, 4, 1],
};

/** Twenty nodes on eight shards that were measured. */
const measured = (fields: ScenarioText): ScenarioText => ({
  horizon: "4 h",
  operators: [{ class: "nodes", count: 20, workers: 5, seniority: "historic", uptime: "90 %", outage: "10 min" }],
  shards: { count: 8, world: "20 GB", skew: "zipf 0.8" },
  start: row,
  ...fields,
});

describe("a network that starts as it was measured", () => {
  it.each([
    ["v2.1-epoch", {}, {}],
    ["v2.1-epoch", { epochFrames: 100, committeeMembership: "effective" }, {}],
    ["v2.1-epoch", {}, { first: 100_000 }],
    ["v2.1-frames", {}, {}],
    ["v2.1-frames", {}, { first: 500_000, history: "mainnet" }],
  ])("has the row's counts, and keeps its books from there: %s %o %o", (rules, switches, frames) => {
    const { network, runTo, balances } = openNetwork(smallScenario(measured({ rules, switches, frames })));
    const { totals, frame: first } = network.world;
    expect([totals.active, totals.joining, totals.shardsByRing.slice(0, 3)]).toEqual([60, 14, Int32Array.of(3, 4, 1)]);
    const pay = new ReferencePay();
    const differences: string[] = [];
    for (let frame = 1; frame <= 760; frame++) {
      runTo(frame);
      pay.payFrame(network, first + frame);
      if (frame < 5 || frame % 40 === 0) differences.push(...countDifferences(network, first + frame));
    }
    expect(differences.slice(0, 5)).toEqual([]);
    expect(balances()).toEqual(pay.owed);
    expect(pay.issued).toBeGreaterThan(0n);
  });

  it.each(["v2.1-frames", "v2.1-epoch"])(
    "is worked out again from its log, with leaves and stale joins: %s",
    (rules) => {
      const start = { heads: { 9: 2, 5: 3, 2: 2, 0: 1 }, joining: 14, leaving: 5, stale: { joining: 6 } };
      const network = openNetwork(smallScenario(measured({ rules, start })), "1", { events: true }).network;
      const { totals } = network.world;
      expect([totals.active, totals.joining, totals.leaving, totals.staleJoining]).toEqual([37, 8, 5, 6]);
      const written = writtenRun(smallScenario(measured({ rules, start, report: { every: "10 min" } })));
      expect(auditRun(written).findings).toEqual([]);
    },
  );

  it("cannot be where a shard needs more provers than there are nodes", () => {
    const operators = [{ class: "few", count: 5, workers: 20 }];
    expect(() => openNetwork(smallScenario(measured({ operators })))).toThrow(
      /the fullest shard has \d+, the nodes that are there can take 5 of them/,
    );
  });
});

describe("whoever is active at the start", () => {
  it.each([
    [719, {}],
    [100_000 * 720 - 10, {}],
    [0, { epochFrames: 1 }],
    [0, { epochFrames: 20 }],
    [1, { epochFrames: 3 }],
    [0, {}],
  ])(
    "has confirmed its allocation as a node does that was always online, with first frame %i and %o",
    (first, switches) => {
      const { network, runTo } = openNetwork(
        smallScenario({
          frames: { first },
          switches: { reconfirm: "ahead", ...switches },
          operators: [{ class: "nodes", count: 8, workers: 1 }],
          shards: { count: 1, world: "5 GB" },
          start: { active: 8, joining: 0, health: { healthy: 1, needsCoverage: 0, haltRisk: 0 }, rings: [1] },
        }),
      );
      const covering = Array.from({ length: 60 }, (_unused, frame) => {
        runTo(frame + 1);
        return network.world.shards.covering[0];
      });
      expect(covering).toEqual(covering.map(() => 8));
    },
  );

  it.each([0, 5000])("and away from the first frame on is evicted after 360 more, with first frame %i", (first) => {
    const { network, runTo } = openNetwork(
      smallScenario({
        rules: "v2.1-frames",
        frames: { first },
        operators: [{ class: "nodes", count: 8, workers: 1 }],
        shards: { count: 1, world: "5 GB" },
        start: { active: 8, joining: 0, health: { healthy: 1, needsCoverage: 0, haltRisk: 0 }, rings: [1] },
      }),
    );
    network.calendars.presence.addPair(first + 1, 0, 0);
    runTo(370);
    expect(network.world.provers.kickFrame[0]).toBe(first + 362);
  });
});
