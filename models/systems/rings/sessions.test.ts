import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventfulNetworks } from "../../../test/eventful-networks.js";
import { identity, openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { writtenRun } from "../../../test/written-run.js";
import { auditRun } from "../../checks/audit-run.js";
import type { Network } from "../../changes/network.js";
import { noteOperation } from "../../changes/allocations/own-status.js";
import { shardViolation } from "../../checks/invariants/shard.js";
import { committeeOfSession } from "../../protocol/consensus/committee-session.js";
import type { Scenario } from "../../scenario/schema.js";
import { createSimulation } from "../../simulation.js";
import { Session } from "../../state/shards.js";

const presets = [
  ["v2.1-simplex", {}],
  ["v2.1-simplex", { creditedSigners: "quorum", ringOrder: "seniorityFirst" }],
  ["v2.1-epoch", { consensusKind: "simplex", committeeMembership: "effective" }],
  ["v2.1-epoch", { consensusKind: "simplex", proverStatus: "lastOperation", haltThreshold: 1 }],
  ["v2.1-frames", { consensusKind: "simplex", splitMembership: "reassignedByAddress", mergeRule: "pairs" }],
] as const;

const networks = (rules: string, switches: ScenarioText): fc.Arbitrary<{ seed: string; scenario: Scenario }> =>
  eventfulNetworks(rules, { committeeSession: "on", ...switches }).map(({ seed, fields }) => ({
    seed,
    scenario: smallScenario({
      ...fields,
      horizon: "4 h",
      consensus: { leaderTimeouts: "on" },
      timeline: [
        { at: "80 min", release: { switches: { committeeSession: "off" } } },
        { at: "2 h", release: { switches: { committeeSession: "on", ringOrder: "joinFrameFirst" } } },
      ],
    }),
  }));

describe("committees that stay until they hand over", () => {
  it.each(presets)("are found right by an audit, stored and gone on with: %s with %o", (rules, switches) => {
    fc.assert(
      fc.property(networks(rules, switches), fc.integer({ min: 0, max: 14_400 }), ({ seed, scenario }, atS) => {
        const atUs = atS * 1_000_000;
        const before = createSimulation(scenario, { ...identity(seed), isStored: true });
        before.advance(atUs);
        const after = createSimulation(scenario, { ...identity(seed), from: { atUs, state: before.save() } });
        after.advance(Number.POSITIVE_INFINITY);
        expect(after.finish().fingerprint).toBe(runScenario(scenario, { seed }).fingerprint);
        expect(auditRun(writtenRun(scenario, seed)).findings).toEqual([]);
      }),
      { seed: 11, numRuns: 1, endOnFailure: true },
    );
  });

  it("count nobody as having taken part who was sealed in while the shard stopped making frames", () => {
    // Prover 0 stands in from its confirmation on, is sealed in six frames later, and is gone when idle time since the former is over.
    const scenario = smallScenario({
      rules: "v2.1-simplex",
      horizon: "10000 s",
      switches: { epochFrames: 276, committeeSession: "on" },
      frames: { first: 673_858 },
      operators: [
        { class: "class 1", count: 10, workers: 1, uptime: "26 %" },
        { class: "Klasse 3 · 矿工 ⛏", count: 24, workers: 1, uptime: "0.3051 share", outage: "889 s" },
        { class: "Klasse 0 · 矿工 ⛏", count: 14, workers: 1 },
      ],
      shards: { prefixBits: 0, world: "1 GB" },
    });
    expect(auditRun(writtenRun(scenario, "a phrase")).findings).toEqual([]);
  });
});

interface Committee {
  readonly session: number;
  readonly members: readonly string[];
}

/** Who sits in the rings of every shard, or belongs there. */
function committeesOf({ world, ringPositions }: Network, who: "sealed" | "next"): Committee[] {
  const { allocations, provers, shards } = world;
  const committees = Array.from({ length: shards.count }, (_none, shard) => ({
    session: shards.session[shard],
    members: [] as string[],
  }));
  for (let allocation = 0; allocation < allocations.count; allocation++) {
    const belongs = who === "sealed" ? allocations.ring[allocation] >= 0 : ringPositions.holds(allocation);
    if (belongs)
      committees[allocations.shard[allocation]].members.push(provers.addressHex(allocations.prover[allocation]));
  }
  return committees;
}

/** Four members stay on the only shard, and five leave it. */
const shrinkingShard = (committeeSession: string) =>
  openNetwork(
    smallScenario({
      rules: "v2.1-simplex",
      switches: { committeeSession, epochFrames: 20, haltThreshold: 0 },
      operators: [
        { class: "stay", count: 4, workers: 1 },
        { class: "go", count: 5, workers: 1 },
      ],
      shards: { count: 1, world: "20 GB" },
      timeline: [{ at: "125 min", departures: { class: "go", share: "100 %" } }],
      horizon: "4 h",
    }),
  );

const framesWithout = (committeeSession: string): number => {
  const { network, runTo } = shrinkingShard(committeeSession);
  let without = 0;
  for (let frame = 600; frame <= 1440; frame++) {
    runTo(frame);
    if (network.world.shards.minting[0] === 0) without++;
  }
  return without;
};

describe("the committee of a shard", () => {
  const lively = smallScenario({
    rules: "v2.1-simplex",
    switches: { committeeSession: "on", epochFrames: 20, maximumProvers: 60 },
    operators: [
      { class: "home", count: 10, workers: 2, uptime: "70 %", outage: "6 min" },
      { class: "guests", count: 10, workers: 2, leave: "half-life 30 min", arrive: "200/d" },
    ],
    horizon: "3 h",
  });

  it("is in every frame what the rule makes of those who belong in it", () => {
    const { network, runTo } = openNetwork(lively);
    let [sealed, handoffs, kept] = [committeesOf(network, "sealed"), 0, 0];
    for (let frame = 1; frame <= 360; frame++) {
      runTo(frame);
      const next = committeesOf(network, "next");
      const now = committeesOf(network, "sealed");
      sealed.forEach(({ session, members }, shard) => {
        // The session of a shard that was split or merged away has ended with it.
        if (network.world.shards.retired[shard] === 1) return;
        const rule = committeeOfSession({ session, sealed: members, next: next[shard].members, frame });
        expect({ session: now[shard].session, members: now[shard].members.toSorted() }).toEqual({
          session: rule.session,
          members: rule.members,
        });
        if (rule.handsOver) handoffs++;
        if (now[shard].members.some((member) => !next[shard].members.includes(member))) kept++;
      });
      sealed = now;
    }
    expect(handoffs).toBeGreaterThan(10);
    expect(kept).toBeGreaterThan(10);
  });

  it.each(["made frames since", "made none since, as it is halted"])(
    "takes a member back that its prover's own status takes out, and lets in again before it is looked at: a shard that has %s",
    (state) => {
      const halt = state.startsWith("made none") ? { haltThreshold: 30, haltGraceFrames: 1 } : {};
      const { network, runTo } = openNetwork(
        smallScenario({
          rules: "v2.1-epoch",
          switches: { committeeSession: "on", consensusKind: "simplex", proverStatus: "lastOperation", ...halt },
          operators: [{ class: "nodes", count: 12, workers: 2 }],
          network: { messageLoss: "0 %" },
          horizon: "12 h",
        }),
      );
      const { world } = network;
      const { allocations, shards } = world;
      const frame = 802;
      runTo(frame);
      const allocation = shards.ranked[0][0];
      const prover = allocations.prover[allocation];
      const isSealed = shards.sealed[0] === (state.startsWith("made none") ? Session.members : Session.rings);
      expect(isSealed && world.ownStatuses?.isActive(prover)).toBe(true);
      for (const [after, status] of [
        [1, "leaving"],
        [3, "active"],
      ] as const) {
        network.wake(frame + after);
        runTo(frame + after);
        noteOperation(network, prover, status, frame + after);
        network.wake(frame + after + 1);
        runTo(frame + after + 1);
        expect(allocations.ring[allocation]).toBeGreaterThanOrEqual(0);
        expect(network.ringPositions.holds(allocation)).toBe(status === "active");
        expect(shardViolation(network, 0)).toBeNull();
      }
    },
  );

  it("asks for the votes of members that are gone until it hands over", () => {
    // They leave with frame 780, and go offline as they look; frame 784 is the next in which the committee is looked at.
    expect(framesWithout("off")).toBe(0);
    expect(framesWithout("on")).toBeGreaterThan(0);
  });
});
