import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../test/network-kit.js";

describe("the last frame in which a member took part", () => {
  it("is not the one before its return, where its shard loses its quorum with that very frame", () => {
    const { network, runTo } = openNetwork(
      smallScenario({
        rules: "v2.1-frames",
        horizon: "3 h",
        operators: [{ class: "nodes", count: 6, workers: 1 }],
        shards: { count: 1, world: "10 GB" },
        network: { messageLoss: "0 %" },
      }),
    );
    const { allocations, places, shards } = network.world;
    const go = (frame: number, prover: number, online: 0 | 1): void =>
      network.calendars.presence.addPair(frame, prover, online);
    runTo(600);
    go(610, 0, 0);
    go(620, 1, 0);
    runTo(629);
    expect(shards.minting[0]).toBe(1);
    // Three of six are left with the return of the first.
    go(630, 0, 1);
    for (const prover of [2, 3]) go(630, prover, 0);
    runTo(630);
    expect(shards.minting[0]).toBe(0);
    expect([0, 1, 2, 4].map((prover) => allocations.lastActive[places.first(prover)])).toEqual([609, 619, 629, 629]);
  });
});
