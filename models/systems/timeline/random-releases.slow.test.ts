/** Random networks whose rules change on the way: stored and gone on, and worked out again from their logs. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { identity, runScenario, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import type { RuleSetName } from "../../protocol/ground/rule-sets.js";
import type { Scenario } from "../../scenario/schema.js";
import { createSimulation } from "../../simulation.js";

const grid = { shards: { prefixBits: 4, world: "20 GB" } };

/** Networks that go over to Simplex with a new grid, whether places end with the old one or not. */
const simplexNetworks = (allocations: string): fc.Arbitrary<{ seed: string; scenario: Scenario }> =>
  eventfulNetworks("v2.1-epoch", {}).map(({ seed, fields }) => {
    const { ringOrder: _order, ...switches } = fields["switches"] as Record<string, unknown>;
    return {
      seed,
      scenario: smallScenario({
        ...fields,
        switches,
        ...grid,
        fees: { transactions: "1/min", bytes: "20 kB" },
        archives: { uptime: "90 %", outage: "10 min" },
        horizon: "9 h",
        timeline: [
          { at: "4 h", release: { rules: "v2.1-simplex" } },
          { at: "4 h", reset: { prefixBits: 4, allocations } },
        ],
      }),
    };
  });

/** Releases without a reset, of everything else that may change. */
const changes = fc.record({
  ringOrder: fc.constantFrom("joinFrameAddress", "seniorityFirst", "joinFrameFirst"),
  ringSize: fc.constantFrom(3, 8, 9),
  ringDivisor: fc.constantFrom("ring", "ringPlusOne"),
  emptySlots: fc.constantFrom("notMinted", "sharedByPresent"),
  issuanceArithmetic: fc.constantFrom("bits53", "decimals"),
  shardDivisor: fc.constantFrom("leafCount", "workerShards"),
  emissionRule: fc.constantFrom("pomw", "article"),
  strategy: fc.constantFrom("rewardGreedy", "dataGreedy", "leastReplicated"),
  confirmWindow: fc.constantFrom("nextEpoch", "frames360To720"),
  rejectWindow: fc.constantFrom("nextEpoch", "upTo720"),
  storageAudit: fc.constantFrom("on", "off"),
  proverStatus: fc.constantFrom("aggregate", "lastOperation"),
  mergeRule: fc.constantFrom("pairs", "storage", "off"),
  committeeMembership: fc.constantFrom("effective", "raw"),
  seniorityAccrual: fc.constantFrom("perActiveFrame", "none"),
  reconfirm: fc.constantFrom("ahead", "whenExpired"),
  evictionExempt: fc.constantFrom("belowFour", "none"),
  consensusKind: fc.constantFrom("simplex", "hotstuff"),
  leaderRule: fc.constantFrom("roundRobin", "hashModulo"),
  viewTimeout: fc.constantFrom("fixed", "growing"),
  votes: fc.constantFrom(
    { voteWeight: "equal", quorumRule: "headCount" },
    { voteWeight: "equal", quorumRule: "headCount", creditedSigners: "quorum" },
    { voteWeight: "equal", quorumRule: "weight" },
    { voteWeight: "seniority", quorumRule: "weight" },
  ),
  splitMembership: fc.constantFrom("roundRobin", "reassignedByAddress", "unchanged", "bySeniority"),
  minimumProvers: fc.integer({ min: 2, max: 7 }),
  coverageHealth: fc.constantFrom("node", "pages"),
  archives: fc.constantFrom(5, 6, 9),
  haltThreshold: fc.integer({ min: 0, max: 4 }),
  haltGraceFrames: fc.integer({ min: 1, max: 200 }),
  haltScope: fc.constantFrom("allShards", "ownShard"),
  maximumProvers: fc.integer({ min: 4, max: 14 }),
});

const changingNetworks = (rules: RuleSetName): fc.Arbitrary<{ seed: string; scenario: Scenario }> =>
  fc
    .tuple(eventfulNetworks(rules, {}), changes, changes, fc.option(fc.integer({ min: 0, max: 90 })))
    .map(([{ seed, fields }, one, other, activates]) => ({
      seed,
      scenario: smallScenario({
        ...fields,
        archives: { uptime: "90 %", outage: "10 min" },
        attackers: [
          { kind: "withhold data", class: "old", share: "30 %", holds: "40 %" },
          { kind: "withhold data", class: "moving", holds: "90 %" },
        ],
        horizon: "8 h",
        timeline: [one, other].map(({ votes, ...switches }, k) => ({
          at: `${3 + 2 * k} h`,
          release: {
            ...(k === 1 && rules === "v2.1-frames" && { rules: "v2.1-epoch" }),
            switches: { ...switches, creditedSigners: "allInTime", ...votes },
            adoption: "over 2 h",
            ...(activates !== null && { activates: k === 1 ? `${activates} min` : `frame ${1200 + activates}` }),
          },
        })),
      }),
    }));

/** As a whole, in two parts around a moment, and worked out again from its log. */
function threeWays(
  scenario: Scenario,
  seed: string,
  atUs: number,
): { whole: string; parts: string; findings: readonly object[] } {
  const before = createSimulation(scenario, { ...identity(seed), isStored: true });
  before.advance(atUs);
  const after = createSimulation(scenario, { ...identity(seed), from: { atUs, state: before.save() } });
  after.advance(Number.POSITIVE_INFINITY);
  return {
    whole: runScenario(scenario, { seed }).fingerprint,
    parts: after.finish().fingerprint,
    findings: auditRun(writtenRun(scenario, seed)).findings,
  };
}

describe("a release of a preset with a reset", () => {
  it.each(["dropped", "kept"])("is found right by an audit, stored and gone on with, places %s", (allocations) => {
    fc.assert(
      fc.property(simplexNetworks(allocations), fc.integer({ min: 0, max: 32_400 }), ({ seed, scenario }, atS) => {
        const { whole, parts, findings } = threeWays(scenario, seed, atS * 1_000_000);
        expect(parts).toBe(whole);
        expect(findings).toEqual([]);
      }),
      { seed: 11, numRuns: 2, endOnFailure: true },
    );
  });
});

describe("a release of switches", () => {
  it.each(["v2.1-epoch", "v2.1-frames"] as const)(
    "is found right by an audit, stored and gone on with: %s",
    (rules) => {
      fc.assert(
        fc.property(changingNetworks(rules), fc.integer({ min: 0, max: 28_800 }), ({ seed, scenario }, atS) => {
          const { whole, parts, findings } = threeWays(scenario, seed, atS * 1_000_000);
          expect(parts).toBe(whole);
          expect(findings).toEqual([]);
        }),
        { seed: 12, numRuns: 3, endOnFailure: true },
      );
    },
  );
});
