import { describe, expect, it } from "vitest";
import { gossipOf } from "../../test/gossip-parts.js";
import { flooding, gossipSub } from "./parameters.js";

describe("gossip", () => {
  it("reaches everybody, with meshes within their bounds, and adds up", () => {
    const { kernel, gossip, network, publishAt, heard } = gossipOf({ nodeCount: 300, parameters: gossipSub });
    publishAt(10_000_000, { node: 5, bytes: 2000 });
    kernel.runUntil(20_000_000);
    gossip.settle(20_000_000);
    expect(heard.length).toBe(299);
    const { members } = gossip.state;
    for (let node = 0; node < 300; node++) {
      expect(members.meshCount[node]).toBeGreaterThanOrEqual(gossipSub.degreeLow);
      expect(members.meshCount[node]).toBeLessThanOrEqual(gossipSub.degreeHigh);
    }
    expect([gossip.invariant().check(), network.invariant().check()]).toEqual([null, null]);
  });

  it("as a flood goes over every connection but back", () => {
    const { kernel, network, publishAt, heard } = gossipOf({ nodeCount: 300, parameters: flooding });
    publishAt(0, { node: 5, bytes: 2000 });
    kernel.runUntil(Infinity);
    expect(heard.length).toBe(299);
    expect(network.byType.sent[0]).toBeGreaterThan(0.8 * network.topology.links!.ends.length);
  });
});
