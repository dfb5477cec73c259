import { describe, expect, it } from "vitest";
import { gossipOf } from "../../test/gossip-parts.js";
import { StateReader } from "../table/state-reader.js";
import { StateWriter } from "../table/state-writer.js";
import { flooding, gossipSub } from "./parameters.js";

/** Fifty nodes; `isFurther`: of rules that look at when nodes asked, and with one that only publishes. */
const begun = (isFurther: boolean) =>
  gossipOf({
    nodeCount: 50,
    parameters: { ...gossipSub, ...(isFurther && { pendingWants: 5 }) },
    ...(isFurther && { isSubscribed: (node: number) => node !== 5 }),
  });

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

  it("keeps of a mask of several topics one mesh, of peers that listen to all of them and brokers", () => {
    const masks = [0b0011, 0b0110, 0b1100];
    const parameters = { ...gossipSub, degreeSame: { wanted: 3, low: 2 }, slices: "one" as const };
    const { kernel, gossip, publishAt, heard } = gossipOf({
      nodeCount: 300,
      parameters,
      topicCount: 4,
      masks,
      isSubscribed: (node, mask) => node % 3 === mask,
    });
    publishAt(10_000_000, { node: 4, bytes: 2000, topics: 0b0110 });
    kernel.runUntil(20_000_000);
    // Who listens to one of its topics passes it on; a node whose peers all listen to another mask may miss it.
    expect(heard.filter(({ node }) => node % 3 === 1).length).toBe(99);
    const { mesh, connections, connectionCount } = gossip.state;
    for (let node = 0; node < 300; node++) {
      const inMesh = Array.from({ length: connections.starts[node + 1] - connections.starts[node] }, (_, k) => {
        const c = connections.starts[node] + k;
        const isIn = [0, 1, 2, 3].some((topic) => mesh.isIn[topic * connectionCount + c] === 1);
        return isIn ? [connections.ends[c] % 3] : [];
      }).flat();
      expect(inMesh.length).toBeGreaterThanOrEqual(gossipSub.degreeLow);
      expect(inMesh.length).toBeLessThanOrEqual(gossipSub.degreeHigh);
      expect(inMesh.filter((of) => of === node % 3).length).toBeGreaterThanOrEqual(2);
    }
    expect(gossip.invariant().check()).toBeNull();
  });

  it.each([
    ["at each heartbeat of its history, while it keeps a fanout", { fanoutTtlUs: 60_000_000 }, 3],
    ["until its fanout is over", { fanoutTtlUs: 2_000_000 }, 2],
    ["of nothing that it sent to all its peers", { fanoutTtlUs: 60_000_000, floodPublish: true }, 0],
  ])("lets an author that is not subscribed tell %s", (_, parameters, heartbeats) => {
    const { kernel, gossip, publishAt } = gossipOf({
      nodeCount: 300,
      parameters: { ...gossipSub, floodPublish: false, ...parameters },
      isSubscribed: (node) => node !== 5,
    });
    publishAt(10_000_000, { node: 5, bytes: 2000 });
    kernel.runUntil(20_000_000);
    gossip.settle(20_000_000);
    expect(gossip.state.nodes.iHaves[5]).toBe(heartbeats * gossipSub.degreeLazy);
  });

  it("tells of the topics of a message that it is subscribed to, and no others", () => {
    const { kernel, gossip, publishAt, heard } = gossipOf({
      nodeCount: 300,
      parameters: gossipSub,
      topicCount: 2,
      isSubscribed: (node, topic) => topic === 0 || node % 2 === 0,
    });
    publishAt(10_000_000, { node: 4, bytes: 2000, topics: 0b11 });
    kernel.runUntil(20_000_000);
    gossip.settle(20_000_000);
    expect(heard.length).toBe(299);
    const told = (first: number): number =>
      Math.max(...Array.from({ length: 150 }, (_, k) => gossip.state.nodes.iHaves[2 * k + first]));
    const { historyGossip, degreeLazy } = gossipSub;
    expect([told(0), told(1)]).toEqual([2 * historyGossip * degreeLazy, historyGossip * degreeLazy]);
  });

  it("refuses copies over its meshes, and none over a fanout", () => {
    const { kernel, gossip, publishAt, heard } = gossipOf({
      nodeCount: 300,
      parameters: { ...gossipSub, floodPublish: false },
      topicCount: 2,
      isSubscribed: (node, topic) => topic === 0 || node !== 5,
    });
    publishAt(10_000_000, { node: 5, bytes: 200, topics: 0b10 });
    publishAt(12_000_000, { node: 9, bytes: 4000, topics: 0b11 });
    kernel.runUntil(20_000_000);
    const { nodes, members, nodeCount } = gossip.state;
    expect(members.meshCount[nodeCount + 5]).toBe(gossipSub.degree);
    const from = heard.find(({ node, serial }) => node === 5 && serial === 1)!.from;
    expect(from).not.toBe(5);
    expect(nodes.iDontWants[5]).toBeLessThanOrEqual(members.meshCount[5]);
    expect(nodes.iDontWants[5]).toBeGreaterThan(0);
  });

  it("keeps when nodes asked, and to what fanout they published, only where that matters, and goes on from a run that did not", () => {
    const first = begun(false);
    first.publishAt(1_000_000, { node: 5, bytes: 2000 });
    first.kernel.runUntil(2_000_000);
    const { copies, waits, fanouts } = first.gossip.state;
    expect([copies.count > 0, waits.count, fanouts.count]).toEqual([true, 0, 0]);
    const to = new StateWriter();
    first.gossip.save(to);
    const { state } = begun(true).gossip;
    state.load(new StateReader(to.bytes()));
    expect([state.waits.count, state.waits.askedUs.length]).toEqual([copies.count, copies.count]);
    expect([...state.fanouts.lastUs]).toEqual(Array.from({ length: 50 }, () => -1));
  });

  it("as a flood goes over every connection but back", () => {
    const { kernel, network, publishAt, heard } = gossipOf({ nodeCount: 300, parameters: flooding });
    publishAt(0, { node: 5, bytes: 2000 });
    kernel.runUntil(Infinity);
    expect(heard.length).toBe(299);
    expect(network.byType.sent[0]).toBeGreaterThan(0.8 * network.topology.links!.ends.length);
  });
});
