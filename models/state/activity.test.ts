import { expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../test/network-kit.js";
import { noteActivity, takesPart } from "./activity.js";

it("credits an allocation with the frame before only if its node was there and its shard made that frame", () => {
  const { network, runTo } = openNetwork(
    smallScenario({
      operators: [{ class: "nodes", count: 8, workers: 1 }],
      shards: { count: 1, world: "5 GB" },
      start: { active: 8, joining: 0, health: { healthy: 1, needsCoverage: 0, haltRisk: 0 }, rings: [1] },
    }),
  );
  runTo(20);
  const { world } = network;
  const { lastActive, prover } = world.allocations;
  expect(takesPart(world, 0)).toBe(true);
  /** Last active frame as noted at frame 20, if shard and node have made frames from these ones on. */
  const noted = (mintingSince: number, presenceSince: number): number => {
    world.shards.mintingSince[0] = mintingSince;
    world.nodes.presenceSince[world.provers.node[prover[0]]] = presenceSince;
    lastActive[0] = 5;
    noteActivity(world, 0, 20);
    return lastActive[0];
  };
  expect([noted(1, 1), noted(19, 19), noted(20, 1), noted(1, 20)]).toEqual([19, 19, 5, 5]);
});
