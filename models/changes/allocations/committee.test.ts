import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { countsInCommittee } from "../../protocol/lifecycle/membership.js";
import { Status } from "../../state/allocations.js";
import { isServing } from "./committee.js";
import { storedAllocation } from "./standing.js";

describe("whoever serves in an effective committee", () => {
  it("is whom the rule says, whatever is stored of an allocation, at whatever frame", () => {
    const { network } = openNetwork(smallScenario({ rules: "v2.1-simplex", switches: { epochFrames: 20 } }));
    const { world, rules } = network;
    const { allocations } = world;
    const allocation = allocations.add(0, 0);
    const frames = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 99 }));
    const stored = fc.record({
      status: fc.constantFrom(...Object.values(Status)),
      joinFrame: frames,
      joinConfirmFrame: frames,
      leaveFrame: frames,
      leaveConfirmFrame: frames,
      activeSince: frames,
      epoch: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(stored, fc.integer({ min: 1, max: 120 }), fc.boolean(), (columns, frame, isOnline) => {
        for (const [column, value] of Object.entries(columns) as [keyof typeof columns, number][])
          allocations[column][allocation] = value;
        world.frame = frame;
        world.nodes.online[world.provers.node[0]] = isOnline ? 1 : 0;
        expect(isServing(network, allocation)).toBe(
          countsInCommittee(storedAllocation(network, allocation, frame), frame, rules),
        );
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
