import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { identity, openNetwork, runScenario, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import { nodeRules } from "../../changes/node-rules.js";
import { type RuleSetName, ruleSets } from "../../protocol/ground/rule-sets.js";
import type { Scenario } from "../../scenario/schema.js";
import { Status } from "../../state/allocations.js";
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

describe("a release that brings epochs", () => {
  const timeline = [
    { at: "3 h", release: { rules: "v2.1-epoch" } },
    { at: "7 h", release: { rules: "v2.1-simplex" } },
    { at: "7 h", reset: { prefixBits: 3, allocations: "kept" } },
  ];
  const scenario = smallScenario({ rules: "v2.1-frames", ...grid, horizon: "20 h", timeline });

  it("lets nobody drop out, and members renew and leave by them from then on", () => {
    const { network: run } = openNetwork(scenario);
    const { allocations, totals } = run.world;
    run.kernel.runUntil(3 * hourUs - 1);
    const [active, covering] = [totals.active, totals.covering];
    expect(active).toBeGreaterThan(20);
    run.kernel.runUntil(3 * hourUs);
    expect([totals.active, totals.covering, run.rules.lifecycle]).toEqual([active, covering, "epoch"]);
    const isActive = (one: number): boolean => allocations.status[one] === Status.active;
    const members = Array.from({ length: allocations.count }, (_none, one) => one).filter(isActive);
    // Frame 1,080 lies in epoch 1.
    expect(new Set(members.map((one) => allocations.epoch[one]))).toEqual(new Set([1]));
    run.kernel.runUntil(7 * hourUs);
    expect(run.rules).toEqual(ruleSets["v2.1-simplex"]);
    run.kernel.runUntil(20 * hourUs);
    expect(totals.covering).toBeGreaterThan(0);
  });

  it("answers joins under way in the epoch after they were asked for, and ends those whose window has passed", () => {
    const operators = [
      { class: "nodes", count: 12, workers: 2 },
      { class: "late", count: 4, workers: 2, appear: { from: "2 h", until: "2 h" }, answers: "never" },
    ];
    const { network, runTo } = openNetwork(
      smallScenario({
        rules: "v2.1-frames",
        switches: { epochFrames: 100 },
        operators,
        horizon: "8 h",
        timeline: [{ at: "3 h", release: { rules: "v2.1-epoch" } }],
      }),
    );
    runTo(1079);
    // Windows of frames keep a join of frame 720 to frame 1,440; as one of epoch 7 it is over with the first frame of epoch 10, or since.
    expect(network.world.totals.joining).toBeGreaterThan(0);
    const { allocations } = network.world;
    const waiting = Array.from({ length: allocations.count }, (_none, one) => one).filter(
      (one) => allocations.status[one] === Status.joining && allocations.joinFrame[one] < 880,
    );
    expect(waiting.length).toBeGreaterThan(0);
    runTo(1080);
    expect(waiting.every((one) => allocations.status[one] === Status.left)).toBe(true);
  });
});

const haltThresholds = (activates: string): readonly number[] => {
  const release = { switches: { haltThreshold: 1, keepThresholdPercent: 77 }, activates };
  const { network, runTo } = openNetwork(smallScenario({ horizon: "4 h", timeline: [{ at: "1 h", release }] }));
  return [359, 360, 719, 720, 721].map((frame) => {
    runTo(frame);
    expect(network.rules.keepThresholdPercent).toBe(frame < 360 ? ruleSets["v2.1-simplex"].keepThresholdPercent : 77);
    return network.rules.haltThreshold;
  });
};

describe("a release that is activated later", () => {
  it("is adopted by nodes at once, and in force for the chain from then on, whether a time or a frame is written", () => {
    const { haltThreshold } = ruleSets["v2.1-simplex"];
    const later = [haltThreshold, haltThreshold, haltThreshold, 1, 1];
    expect(haltThresholds("1 h")).toEqual(later);
    expect(haltThresholds("frame 720")).toEqual(later);
    // A frame that has been: with the next one.
    expect(haltThresholds("frame 5")).toEqual([haltThreshold, haltThreshold, 1, 1, 1]);
  });
});

const kicksUntil = (storageAudit: string, timeline: readonly object[]): readonly number[] => {
  const { network, runTo } = openNetwork(
    smallScenario({
      rules: "v2.1-epoch",
      switches: { storageAudit },
      horizon: "10 h",
      attackers: [{ kind: "withhold data", class: "nodes", share: "30 %", holds: "0 %" }],
      timeline,
    }),
  );
  return [1439, 3600].map((frame) => {
    runTo(frame);
    return network.world.totals.kicks;
  });
};

describe("a release with a storage audit", () => {
  it("catches from then on who holds no data, and nobody any more where it ends", () => {
    const [none, then] = kicksUntil("off", [{ at: "4 h", release: { switches: { storageAudit: "on" } } }]);
    expect(none).toBe(0);
    expect(then).toBeGreaterThan(0);
    const [early, late] = kicksUntil("on", [{ at: "5 min", release: { switches: { storageAudit: "off" } } }]);
    expect([early, late]).toEqual([0, 0]);
  });
});

describe("a release by which operations are written to provers", () => {
  it("takes leavers out of all their committees, and one that ends it takes everybody in again", () => {
    const { network, runTo } = openNetwork(
      smallScenario({
        rules: "v2.1-epoch",
        switches: { epochFrames: 100 },
        operators: [{ class: "nodes", count: 20, workers: 3, arrive: "100/d", leave: "half-life 6 h" }],
        horizon: "10 h",
        timeline: [
          { at: "3 h", release: { switches: { proverStatus: "lastOperation" } } },
          { at: "6 h", release: { switches: { proverStatus: "aggregate" } } },
        ],
      }),
    );
    const outside = (): number => {
      const { provers, ownStatuses } = network.world;
      return Array.from({ length: provers.count }, (_none, one) => one).filter((one) => !ownStatuses?.isActive(one)).length; // prettier-ignore
    };
    runTo(1081);
    expect(outside()).toBe(0);
    let most = 0;
    for (let frame = 1100; frame < 2160; frame += 20) {
      runTo(frame);
      most = Math.max(most, outside());
    }
    expect(most).toBeGreaterThan(0);
    runTo(3000);
    expect(outside()).toBe(0);
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

  it("leaves those who have not adopted it orders of their own when a field changes meanwhile", () => {
    const scenario = smallScenario({
      rules: "v2.1-simplex",
      operators: [
        { class: "home", count: 15, workers: 3 },
        { class: "late", count: 10, workers: 2 },
      ],
      shards: { count: 6, world: "9 GB" },
      horizon: "5 h",
      timeline: [
        { at: "1 h", release: { adoption: "half-life 1 h", switches: { thinTargets: "none" } } },
        { at: "90 min", change: { "operators[0].outage": "400 s" } },
      ],
    });
    const { network, runTo } = openNetwork(scenario);
    runTo(600);
    const followed = [network.strategies, ...network.olderStrategies.map(({ strategies }) => strategies)];
    const indices = followed.flatMap(({ all }) => all.map(({ index }) => index));
    expect(indices.length).toBeGreaterThan(1);
    expect(new Set(indices).size).toBe(indices.length);
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
