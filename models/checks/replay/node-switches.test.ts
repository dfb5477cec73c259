/** Audits of networks under single switches: whom gates and exemptions keep, and when allocations lapse. */
import { describe, expect, it } from "vitest";
import { type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../audit-run.js";

/** Nodes that come, go, fail and leave; members leave shards that are nearly thin. */
const lively = (rules: string, switches: ScenarioText) =>
  writtenRun(
    smallScenario({
      rules,
      horizon: "14 h",
      switches: { epochFrames: 240, maximumProvers: 11, haltGraceFrames: 150, ...switches },
      operators: [
        { class: "steady", count: 10, workers: 3, uptime: "95 %" },
        { class: "frail", count: 7, workers: 2, uptime: "60 %", outage: "90 min" },
        { class: "guests", count: 8, workers: 3, leave: "half-life 4 h", arrive: "30/d", pauses: true, uptime: "80 %" },
      ],
      shards: { count: 5, world: "20 GB", growth: "5 %/month", skew: "zipf 0.6" },
      network: { messageLoss: "2 %" },
      report: { every: "20 min" },
    }),
  );

const cases: readonly (readonly [rules: string, switches: ScenarioText])[] = [
  ["v2.1-epoch", { leaveGate: "committee", reconfirm: "ahead" }],
  ["v2.1-epoch", { committeeMembership: "effective", reconfirm: "whenExpired" }],
  ["v2.1-epoch", { leaveGate: "off", evictionExempt: "belowFour", haltThreshold: 1 }],
  ["v2.1-epoch", { leaveGate: "committee", committeeMembership: "effective", evictionExempt: "belowFour" }],
  ["v2.1-epoch", { leaveGate: "committee", thinShardRescue: "releasable", thinTargets: "hash" }],
  ["v2.1-epoch", { proverStatus: "lastOperation" }],
  ["v2.1-epoch", { proverStatus: "lastOperation", reconfirm: "ahead", leaveGate: "committee" }],
  ["v2.1-epoch", { proverStatus: "lastOperation", committeeMembership: "effective", haltThreshold: 1 }],
  ["v2.1-frames", { proverStatus: "lastOperation", haltThreshold: 1 }],
  ["v2.1-frames", { thinShardRescue: "everyNode", thinTargets: "score", keepThresholdPercent: 40 }],
  ["v2.1-frames", { leaveGate: "committee", evictionExempt: "belowFour", haltThreshold: 1 }],
];

describe("an audit of a network under single switches", () => {
  it.each(cases)("finds nothing: %s with %o", (rules, switches) => {
    const run = lively(rules, switches);
    const audit = auditRun(run);
    expect(audit.findings).toEqual([]);
    expect(audit.events).toBeGreaterThan(500);
  });

  it("finds leaves that another gate would have held back, or let go", () => {
    const [let_, held] = ["committee", "otherActive"].map((leaveGate) => lively("v2.1-epoch", { leaveGate }));
    const withGate = (run: typeof held, leaveGate: "committee" | "otherActive") => ({
      ...run,
      scenario: { ...run.scenario, switches: { ...run.scenario.switches, leaveGate } },
    });
    expect(auditRun(withGate(let_, "otherActive")).findings.map(({ rule }) => rule)).toContain(
      "lifecycle.leaveConfirmGate",
    );
    expect(auditRun(withGate(held, "committee")).findings.map(({ rule }) => rule)).toContain(
      "lifecycle.leaveConfirmGate",
    );
  });
});
