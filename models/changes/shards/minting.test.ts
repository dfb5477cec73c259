import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { checkNetwork } from "../../checks/invariants/all-invariants.js";
import { ruleSets } from "../../protocol/ground/rule-sets.js";

const byHeads = { consensusKind: "simplex", voteWeight: "equal", quorumRule: "headCount" };

interface Case {
  readonly members: number;
  readonly away: number;
  readonly switches?: object;
  /** Of the first class, which holds those who go away, and of the other. */
  readonly seniority?: readonly [number, number];
}

/** Whether one shard with so many members makes frames while so many of them are away, after all were there. */
function makesFrames({ members, away, switches = {}, seniority = [0, 0] }: Case): boolean {
  const { network, runTo, balances } = openNetwork(
    smallScenario({
      shards: { count: 1, world: "5 GB" },
      operators: [
        { class: "away", count: Math.max(1, away), workers: 1, seniority: { points: seniority[0] } },
        { class: "there", count: members - Math.max(1, away), workers: 1, seniority: { points: seniority[1] } },
      ].filter(({ count }) => count > 0),
      network: { messageLoss: "0 %" },
      switches: { epochFrames: 60, haltThreshold: 0, ...switches },
    }),
  );
  runTo(200);
  const { shards } = network.world;
  expect([shards.inRings[0], shards.present[0], shards.minting[0]]).toEqual([members, members, 1]);
  for (let node = 0; node < away; node++) network.calendars.presence.addPair(205, node, 0);
  runTo(210);
  const before = balances().reduce((sum, units) => sum + units, 0n);
  runTo(220);
  const earned = balances().reduce((sum, units) => sum + units, 0n) - before;
  expect(shards.present[0]).toBe(members - away);
  expect(earned > 0n).toBe(shards.minting[0] === 1);
  checkNetwork(network);
  return shards.minting[0] === 1;
}

describe("a shard makes its frame", () => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 1],
    [5, 1],
    [6, 1],
    [7, 2],
    [24, 7],
    [32, 10],
  ])("by heads while floor(2N/3) + 1 are online: of %i members %i may be away", (members, silent) => {
    expect(makesFrames({ members, away: silent, switches: byHeads })).toBe(true);
    expect(makesFrames({ members, away: silent + 1, switches: byHeads })).toBe(false);
  });

  it("by weight with two thirds, which three members reach when one is away", () => {
    expect(makesFrames({ members: 3, away: 1 })).toBe(true);
    expect(makesFrames({ members: 3, away: 1, switches: { voteWeight: "equal" } })).toBe(true);
    expect(makesFrames({ members: 3, away: 2, switches: { voteWeight: "equal" } })).toBe(false);
  });

  it("by heads whatever their seniority, where one who weighs more than a third stops a count by weight", () => {
    const heavy = { members: 9, away: 1, seniority: [9000, 1000] } as const;
    expect(makesFrames(heavy)).toBe(false);
    expect(makesFrames({ ...heavy, switches: { voteWeight: "equal" } })).toBe(true);
    expect(makesFrames({ ...heavy, switches: byHeads })).toBe(true);
  });

  it("alike with proofs of votes and joins or without, and over any transport: these are bytes and time to prove", () => {
    const { voteProof, joinProof, transport } = ruleSets["v2.1-simplex"];
    const lean = { voteProof, joinProof, transport };
    expect(makesFrames({ members: 4, away: 1, switches: { ...byHeads, ...lean } })).toBe(true);
    expect(makesFrames({ members: 4, away: 2, switches: { ...byHeads, ...lean } })).toBe(false);
  });
});
