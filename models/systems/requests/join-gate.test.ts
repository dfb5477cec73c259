/** Joins of several filters: refused one by one before October, and as a whole since. */
import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { Status } from "../../state/allocations.js";
import { retireShard } from "../../changes/shards/grid.js";
import { refusedWithOthers } from "./join-gate.js";

const october = {
  splitArity: "two",
  splitCut: "bitPath",
  splitNeedsData: "on",
  splitMembership: "roundRobin",
  mergeRule: "siblings",
};

/** A node has asked for all four shards; before the joins arrive something happens to shard 2. */
function asked(switches: object, happens: "retired" | "change noted") {
  const { network, runTo } = openNetwork(
    smallScenario({
      switches: { epochFrames: 100, ...switches },
      operators: [{ class: "nodes", count: 3, workers: 4 }],
      network: { messageLoss: "0 %" },
    }),
  );
  const { allocations, shards } = network.world;
  let frame = 0;
  const proposed = (): number[] =>
    Array.from({ length: allocations.count }, (_none, row) => row).filter(
      (row) => allocations.status[row] === Status.proposed && allocations.joinFrame[row] === frame,
    );
  while (frame < 50 && proposed().length === 0) runTo(++frame);
  const asking = proposed();
  if (happens === "retired") {
    network.world.frame = frame + 1;
    retireShard(network, 2, frame + 1, "split");
  } else shards.splitFrame[2] = 1000;
  runTo(frame + 1);
  return asking.map((row) => [allocations.shard[row] === 2, allocations.status[row] === Status.joining]);
}

describe("a join of several filters", () => {
  it.each(["retired", "change noted"] as const)("of which one is %s is refused as a whole since October", (happens) => {
    const outcomes = asked(october, happens);
    expect(outcomes.filter(([isOnIt]) => isOnIt).length).toBeGreaterThan(0);
    expect(outcomes.filter(([, isJoining]) => isJoining)).toEqual([]);
  });

  it.each(["retired", "change noted"] as const)("of which one is %s takes effect on the others before", (happens) => {
    for (const [isOnIt, isJoining] of asked({}, happens)) expect(isJoining).toBe(!isOnIt);
  });

  it("is not looked at as a whole where every filter answers for itself", () => {
    const { network } = openNetwork(smallScenario());
    expect(refusedWithOthers(network, [0, 0], 1).size).toBe(0);
  });
});
