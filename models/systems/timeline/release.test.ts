import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { identity, openNetwork, runScenario, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import { nodeRules } from "../../changes/node-rules.js";
import { ruleSets } from "../../protocol/ground/rule-sets.js";
import type { Scenario } from "../../scenario/schema.js";
import { createSimulation } from "../../simulation.js";

const hourUs = 3_600_000_000;
const july = [
  { at: "4 h", release: { rules: "v2.1-simplex" } },
  { at: "4 h", reset: { prefixBits: 3, pause: "20 min" } },
];
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
        timeline: [july[0], { at: "4 h", reset: { prefixBits: 4, allocations } }],
      }),
    };
  });

/** Releases without a reset, of everything else that may change. */
const changes = fc.record({
  ringOrder: fc.constantFrom("joinFrameAddress", "seniorityFirst", "joinFrameFirst"),
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

const changingNetworks = (): fc.Arbitrary<{ seed: string; scenario: Scenario }> =>
  fc.tuple(eventfulNetworks("v2.1-epoch", {}), changes, changes).map(([{ seed, fields }, one, other]) => ({
    seed,
    scenario: smallScenario({
      ...fields,
      archives: { uptime: "90 %", outage: "10 min" },
      horizon: "8 h",
      timeline: [one, other].map(({ votes, ...switches }, k) => ({
        at: `${3 + 2 * k} h`,
        release: { switches: { ...switches, creditedSigners: "allInTime", ...votes }, adoption: "over 2 h" },
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
  it("lets a network of the epoch rules go on by those of Simplex", () => {
    const { network: run } = openNetwork(
      smallScenario({ rules: "v2.1-epoch", ...grid, horizon: "12 h", timeline: july }),
    );
    run.kernel.runUntil(4 * hourUs - 1);
    expect(run.rules).toEqual(ruleSets["v2.1-epoch"]);
    expect(run.world.totals.active).toBeGreaterThan(0);
    run.kernel.runUntil(4 * hourUs);
    expect(run.rules).toEqual(ruleSets["v2.1-simplex"]);
    expect([run.world.totals.active, run.world.shards.liveCount]).toEqual([0, 2]);
    run.kernel.runUntil(12 * hourUs);
    expect(run.world.totals.active).toBeGreaterThan(0);
    expect(run.world.leaders?.isOn).toBe(true);
  });

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
  it("is found right by an audit, stored and gone on with", () => {
    fc.assert(
      fc.property(changingNetworks(), fc.integer({ min: 0, max: 28_800 }), ({ seed, scenario }, atS) => {
        const { whole, parts, findings } = threeWays(scenario, seed, atS * 1_000_000);
        expect(parts).toBe(whole);
        expect(findings).toEqual([]);
      }),
      { seed: 12, numRuns: 5, endOnFailure: true },
    );
  });
});

const adoptersOf = (fields: object): ReadonlySet<number> => {
  const operators = [
    { class: "home", count: 30, workers: 1 },
    { class: "hall", count: 10, workers: 2 },
  ];
  const release = { switches: { keepThresholdPercent: 77 }, ...fields };
  const { network: run, runTo } = openNetwork(smallScenario({ operators, horizon: "4 h", timeline: [{ at: "1 h", label: "new", release }] })); // prettier-ignore
  runTo(400);
  const nodes = Array.from({ length: run.world.nodes.count }, (_unused, node) => node);
  return new Set(nodes.filter((node) => nodeRules(run, node).keepThresholdPercent === 77));
};

describe("a release for some", () => {
  it("is adopted by the nodes of its class alone", () => {
    expect(adoptersOf({}).size).toBe(40);
    expect([...adoptersOf({ class: "hall" })]).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38, 39]);
  });

  it("is adopted by a share of them, those of a smaller share among those of a larger", () => {
    const [few, many] = [adoptersOf({ share: "30 %" }), adoptersOf({ share: "70 %" })];
    expect(few.size).toBeGreaterThan(3);
    expect(many.size).toBeGreaterThan(few.size);
    expect(many.size).toBeLessThan(40);
    expect([...few].every((node) => many.has(node))).toBe(true);
  });
});

/** How many nodes are offline in frames of a network with a release whose floor follows an hour later. */
const shutOut = (adoption: string, frames: readonly number[]): number[] => {
  const release = { switches: { keepThresholdPercent: 77 }, adoption, share: "80 %", floor: "1 h" };
  const { network, runTo } = openNetwork(
    smallScenario({
      rules: "v2.1-simplex",
      operators: [{ class: "home", count: 60, workers: 1 }],
      horizon: "6 h",
      timeline: [{ at: "1 h", release }],
    }),
  );
  return frames.map((frame) => {
    runTo(frame);
    const { nodes } = network.world;
    return Array.from({ length: nodes.count }, (_none, node) => node).filter((node) => nodes.online[node] === 0).length;
  });
};

describe("a release with a floor", () => {
  it("shuts out who has not adopted it by then, until they do, and for good who never does", () => {
    const [before, floor, later, end] = shutOut("over 2 h", [719, 721, 900, 1100]);
    expect(before).toBe(0);
    expect(floor).toBeGreaterThan(25);
    expect(later).toBeLessThan(floor);
    expect(end).toBeLessThan(later);
    expect(end).toBeGreaterThan(3);
    expect(shutOut("at once", [900])).toEqual([end]);
  });
});
