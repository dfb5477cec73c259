import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { evictDue } from "../../systems/evictions/evictions.js";

/** More than any engine takes as arguments of one call. */
const crowd = 300_000;

describe("evictions that were put off", () => {
  it("are looked at again however many they are", () => {
    const { network, runTo } = openNetwork(smallScenario());
    runTo(1);
    const { world } = network;
    const { deferredEvictions } = world;
    world.totals.shardsAtHaltRisk = 0;
    const allocation = world.allocations.add(0, 0);
    for (let k = 0; k < crowd; k++) deferredEvictions.push(allocation);
    evictDue(network, 2);
    expect(deferredEvictions).toEqual([]);
  });
});
