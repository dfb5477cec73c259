/** Seniority that is settled when it is read, against the rule applied to every frame in which a prover is credited. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EventfulNetwork, eventfulNetworks } from "../../../test/eventful-networks.js";
import { identity, smallScenario } from "../../../test/network-kit.js";
import { createNetwork } from "../../create-network.js";
import { frameSystems } from "../../frame.js";
import { createGenesis } from "../../genesis.js";
import { type CreditedSeniority, creditedSeniority } from "../../protocol/seniority/changes.js";
import { takesPart } from "../../state/activity.js";
import type { Network } from "../network.js";
import { settleSeniorities, settleSeniority } from "./credit.js";

/** Provers credited in a frame, once for each shard. */
function creditedIn({ world }: Network): readonly number[] {
  const { allocations, shards } = world;
  return Array.from({ length: shards.count }, (_none, shard) => shards.ranked[shard])
    .flat()
    .filter((allocation) => takesPart(world, allocation))
    .map((allocation) => allocations.prover[allocation]);
}

/** Steps a network frame by frame; gives provers' seniority as settled and as the rule makes it of every frame. */
function live({ seed, fields }: EventfulNetwork, frames: number) {
  const scenario = smallScenario({ horizon: `${frames * 10} s`, ...fields });
  let [inFrame, atEnd]: [readonly number[], readonly number[]] = [[], []];
  let stepped = 0;
  const watched = frameSystems.flatMap((system) => {
    const look = (run: (network: Network, frame: number) => void) => ({
      ...system,
      title: `after ${system.title}`,
      run,
    });
    if (system.title === "rings and minting")
      return [system, look((network, frame) => ([inFrame, stepped] = [creditedIn(network), frame]))];
    if (system.title === "rings of the next frame") return [system, look((network) => (atEnd = creditedIn(network)))];
    return [system];
  });
  const network = createNetwork(scenario, identity(seed), () => undefined, watched);
  createGenesis(network);
  const { provers } = network.world;
  const expected: CreditedSeniority[] = [];
  let shared = 0;
  for (let frame = 1; frame <= frames; frame++) {
    network.kernel.runUntil(frame * scenario.frames.pace);
    while (expected.length < provers.count)
      expected.push({ seniority: BigInt(provers.seniority[expected.length]), lastFrame: 0n });
    // A frame in which nothing happens is as the one before it ended.
    const credited = stepped === frame ? inFrame : atEnd;
    shared += credited.length - new Set(credited).size;
    for (const prover of credited) expected[prover] = creditedSeniority(expected[prover], [BigInt(frame)]);
    if (frame % 97 === 0) settleSeniority(network, frame % provers.count, frame + 1);
  }
  settleSeniorities(network, frames + 1);
  return {
    settled: [...provers.seniority.subarray(0, provers.count)].map(BigInt),
    expected: expected.map(({ seniority }) => seniority),
    shared,
    grown: expected.filter(({ lastFrame }) => lastFrame > 0n).length,
  };
}

const october = {
  seniorityAccrual: "perActiveFrame",
  ringOrder: "joinFrameAddress",
  voteWeight: "equal",
  quorumRule: "headCount",
};

describe("seniority that is earned by work", () => {
  it.each([
    ["where it decides nothing", october],
    ["where it decides rings and votes", { seniorityAccrual: "perActiveFrame", ringOrder: "seniorityFirst" }],
  ])("is what seniority.credit makes of every frame: %s", (_where, switches) => {
    let [shared, grown] = [0, 0];
    const property = fc.property(eventfulNetworks("v2.1-epoch", switches), (drawn) => {
      const lived = live(drawn, 600);
      expect(lived.settled).toEqual(lived.expected);
      shared += lived.shared;
      grown += lived.grown;
    });
    fc.assert(property, { seed: 1, numRuns: 6, endOnFailure: true });
    expect(shared).toBeGreaterThan(1000);
    expect(grown).toBeGreaterThan(60);
  });

  it("is 86,400 points in a day of ten seconds a frame, whatever the number of shards", () => {
    const scenario = smallScenario({
      horizon: "26 h",
      switches: october,
      operators: [{ class: "nodes", count: 12, workers: 4 }],
      shards: { count: 4, world: "20 GB" },
      network: { messageLoss: "0 %" },
    });
    const network = createNetwork(scenario, identity(), () => undefined);
    createGenesis(network);
    const { seniority, count } = network.world.provers;
    network.kernel.runUntil(730 * scenario.frames.pace);
    settleSeniorities(network, 731);
    const before = [...seniority.subarray(0, count)];
    network.kernel.runUntil((730 + 8640) * scenario.frames.pace);
    settleSeniorities(network, 731 + 8640);
    expect([...seniority.subarray(0, count)].map((points, prover) => points - before[prover])).toEqual(
      Array.from({ length: 12 }, () => 86_400),
    );
  });
});
