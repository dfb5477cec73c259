import { describe, expect, it } from "vitest";
import { gossipOf, type GossipPartsOptions } from "../../test/gossip-parts.js";
import { Faults } from "../network/faults/rules.js";
import { gossipSub } from "./parameters.js";

const usPerS = 1e6;
const newcomer = 0;
const parameters = { ...gossipSub, floodPublish: false };

/** Forty nodes, all but the first of which are subscribed. */
function networkOf(options: Partial<GossipPartsOptions> = {}) {
  const parts = gossipOf({
    nodeCount: 40,
    parameters,
    horizonUs: 60 * usPerS,
    changesSubscriptions: true,
    isSubscribed: (node) => node !== newcomer,
    ...options,
  });
  const { kernel, gossip } = parts;
  const { state } = gossip;
  const { starts, ends, reverse } = state.connections;
  const own = Array.from({ length: starts[1] - starts[0] }, (_, c) => c);
  return {
    ...parts,
    state,
    subscribe: (timeS: number) =>
      gossip.change({ timeUs: timeS * usPerS, node: newcomer, mask: 0, isSubscribed: true }),
    unsubscribe: (timeS: number) =>
      gossip.change({ timeUs: timeS * usPerS, node: newcomer, mask: 0, isSubscribed: false }),
    until: (timeS: number) => kernel.runUntil(timeS * usPerS),
    /** Peers of the newcomer in its mesh or fanout; that have it in theirs; that know it to be subscribed; by connection. */
    inMesh: () => own.filter((c) => state.mesh.isIn[c] === 1),
    inTheirs: () => own.filter((c) => state.mesh.isIn[reverse(c)] === 1),
    knowing: () => own.filter((c) => state.knows(0, reverse(c)) === 1),
    peers: own.map((c) => ends[c]),
  };
}

describe("a node that subscribes", () => {
  it("tells all its peers, and is in a mesh of D at once", () => {
    const { subscribe, until, inMesh, inTheirs, knowing, peers, state } = networkOf();
    subscribe(10);
    until(9.9);
    expect([inMesh().length, knowing().length]).toEqual([0, 0]);
    until(10);
    expect(inMesh()).toHaveLength(parameters.degree);
    until(10.5);
    expect(knowing()).toHaveLength(peers.length);
    expect(state.subscriptions!.announcements.sent[newcomer]).toBe(peers.length);
    expect(inTheirs()).toEqual(inMesh());
  });

  it("tells of a mask topic by topic, and not of those that another mask of it has", () => {
    const masks = [0b0111, 0b1100];
    const { gossip, subscribe, until, peers, state } = networkOf({ topicCount: 4, masks });
    const told = () => state.subscriptions!.announcements.sent[newcomer] / peers.length;
    subscribe(10);
    until(12);
    expect(told()).toBe(3);
    gossip.change({ timeUs: 13 * usPerS, node: newcomer, mask: 1, isSubscribed: true });
    until(14);
    expect(told()).toBe(4);
    gossip.change({ timeUs: 15 * usPerS, node: newcomer, mask: 0, isSubscribed: false });
    until(16);
    expect(told()).toBe(6);
  });

  it.each([
    [3, true],
    [61, false],
  ])("takes its fanout into the mesh %s s after it published, or not: %s", (laterS, isTaken) => {
    const { subscribe, until, inMesh, publishAt } = networkOf({ horizonUs: 100 * usPerS });
    publishAt(10 * usPerS, { node: newcomer, bytes: 100 });
    subscribe(10 + laterS);
    until(10 + laterS - 0.1);
    const fanout = inMesh();
    expect(fanout).toHaveLength(parameters.degree);
    until(10 + laterS);
    expect(inMesh()).toHaveLength(parameters.degree);
    expect(String(inMesh()) === String(fanout)).toBe(isTaken);
  });

  it("says so again at each heartbeat while nobody hears it", () => {
    const { subscribe, until, knowing, peers, state } = networkOf({
      faults: (topology) => [
        new Faults(topology).cut(
          { from: { nodes: [newcomer] }, to: "all" },
          { fromUs: 9 * usPerS, untilUs: 14.5 * usPerS },
        ),
      ],
    });
    subscribe(10);
    until(14.4);
    expect(knowing()).toHaveLength(0);
    until(16);
    expect(knowing()).toHaveLength(peers.length);
    expect(state.subscriptions!.announcements.sent[newcomer]).toBeGreaterThanOrEqual(5 * peers.length);
  });
});

describe("a node that unsubscribes", () => {
  it("prunes its mesh, is in no other, and is not grafted by those for ten seconds when it comes back", () => {
    const { subscribe, unsubscribe, until, inMesh, inTheirs, knowing, state } = networkOf();
    subscribe(10);
    unsubscribe(20);
    subscribe(22);
    until(19.9);
    const before = inMesh();
    const prunes = state.nodes.prunes[newcomer];
    until(20.5);
    expect([inMesh().length, inTheirs().length, knowing().length]).toEqual([0, 0, 0]);
    expect(state.nodes.prunes[newcomer] - prunes).toBe(before.length);
    until(29.9);
    expect(inMesh().some((c) => before.includes(c))).toBe(false);
    expect(inMesh().length).toBeGreaterThan(0);
  });

  it("cannot where a network was made without changes", () => {
    const { gossip } = gossipOf({ nodeCount: 20, parameters });
    expect(() => gossip.change({ timeUs: 1, node: 0, mask: 0, isSubscribed: false })).toThrow(/without changes/);
  });
});
