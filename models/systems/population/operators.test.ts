import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { planOf } from "../../plan/plan.js";

const guests = (leave: string) => smallScenario({ operators: [{ class: "guests", count: 8, workers: 2, leave }] });

describe("how long operators stay", () => {
  it("is the same for all who leave after a time, and ends with the frame after it", () => {
    const { network, runTo } = openNetwork(guests("after 10 min"));
    const { departing, gone } = network.world.nodes;
    const leaving = (): number => departing.subarray(0, 8).reduce((sum, is, node) => sum + Math.max(is, gone[node]), 0);
    runTo(59);
    expect(leaving()).toBe(0);
    runTo(60);
    expect(leaving()).toBe(8);
  });

  it("differs between those who leave with a half-life", () => {
    const { network, runTo } = openNetwork(guests("half-life 10 min"));
    const { departing } = network.world.nodes;
    const seen = [30, 60, 120].map((frame) => {
      runTo(frame);
      return departing.subarray(0, 8).reduce((sum, is) => sum + is, 0);
    });
    expect(seen[0]).toBeGreaterThan(0);
    expect(seen[2]).toBeGreaterThan(seen[0]);
    expect(seen[2]).toBeLessThan(8);
  });

  it("must be a time", () => {
    const [found] = planOf(guests("after a while")).infeasible;
    expect(found.path).toBe("operators[0].leave");
  });
});
