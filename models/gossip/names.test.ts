import { describe, expect, it } from "vitest";
import { createStreams } from "../../sim/random/stream.js";
import { assemble } from "./assembly.js";
import { openRun } from "../../sim/experiment/kernel-run.js";
import { begin } from "./assembly.js";
import { playedOf } from "./channel-sample.js";
import { overlayOf } from "./overlay.js";
import { planUs } from "./run.js";
import { gossipSchema } from "./schema.js";

const [servers, homes, mobile] = [
  { class: "server", count: 40 },
  { class: "home", count: 30, upload: "20 Mbit/s" },
  { class: "mobile", count: 20 },
];
const frame = { flow: "frame", size: "2 kB", every: "1 s", from: ["home"] };
const vote = { flow: "vote", size: "300 B", every: "500 ms", from: ["server", "home"] };

/** What nodes of a scenario draw, by class and place in it. */
function drawnIn(nodes: readonly object[], messages: readonly object[], more: object = {}) {
  const given = playedOf(
    gossipSchema.parse({
      model: "gossip",
      name: "names",
      horizon: "30 s",
      transport: "rustFork",
      connections: 6,
      channels: 4,
      channelsPerNode: 2,
      nodes,
      messages,
      ...more,
    }),
  );
  const overlay = overlayOf(given, createStreams("1", 0));
  const { kernel, streams } = openRun(given, { seed: "1", replication: 0, replay: "npm test" });
  const assembly = assemble(given, { kernel, streams, overlay });
  begin(assembly);
  assembly.publisher.begin();
  for (let timeUs = 0; timeUs < given.horizon; timeUs += planUs) {
    if (timeUs > 0) kernel.runUntil(timeUs - 1);
    assembly.publisher.plan(timeUs);
  }
  const called = new Map(
    given.nodes.flatMap(({ class: name }, of) =>
      Array.from(overlay.classMembers[of], (node, place) => [node, `${name} ${place}`] as const),
    ),
  );
  const { state } = assembly.gossip;
  const { starts, ends } = state.connections;
  const nodesOf = new Map(
    Array.from(called, ([node, name]) => {
      const listens = [0, 1, 2, 3].filter((mask) => state.isMember[mask * state.nodeCount + node] === 1);
      const peers = Array.from(ends.subarray(starts[node], starts[node + 1]), (peer) => called.get(peer)!);
      return [
        name,
        { region: overlay.topology.regionOf[node], listens, phaseUs: state.heartbeats.phaseUs[node], peers },
      ] as const;
    }),
  );
  const { published } = assembly.tables;
  const publications = Array.from({ length: published.count }, (_, row) => ({
    flow: given.messages[published.flow[row]].flow,
    author: called.get(published.author[row])!,
    timeUs: published.publishedUs[row],
  }));
  const of = (flow: string) =>
    publications.filter((one) => one.flow === flow).map(({ author, timeUs }) => `${author} ${timeUs}`);
  return { nodesOf, of };
}

describe("draws of a gossip network go by names", () => {
  const before = drawnIn([servers, homes], [frame, vote]);
  const others = {
    "a node more in the first class": drawnIn([{ ...servers, count: 41 }, homes], [frame, vote]),
    "a class more in front": drawnIn([mobile, servers, homes], [frame, vote]),
    "classes in another order": drawnIn([homes, servers], [frame, vote]),
    "flows in another order, and one more": drawnIn(
      [servers, homes],
      [{ flow: "noise", size: "100 B", every: "700 ms" }, vote, frame],
    ),
  };

  it.each(Object.entries(others))(
    "%s changes nothing of where others are, when they beat and what they listen to",
    (_, after) => {
      for (const [name, { region, listens, phaseUs }] of before.nodesOf)
        expect([name, after.nodesOf.get(name)]).toMatchObject([name, { region, listens, phaseUs }]);
    },
  );

  it.each(Object.entries(others))("%s changes few of their connections", (what, after) => {
    let [all, same] = [0, 0];
    for (const [name, { peers }] of before.nodesOf) {
      all += peers.length;
      same += peers.filter((peer) => after.nodesOf.get(name)!.peers.includes(peer)).length;
    }
    // One node of 71, or 20 of 90, are chosen in place of others, from both ends.
    const least = what.startsWith("a class") ? 0.6 : what.startsWith("a node") ? 0.9 : 1;
    expect(same / all).toBeGreaterThanOrEqual(least);
  });

  it("nor do they where nodes are full, and refuse others", () => {
    const full = [
      { ...servers, maxConnections: 16 },
      { ...homes, maxInbound: 2 },
    ];
    const few = drawnIn(full, [frame, vote]);
    // As above; and who comes later has what others would have had.
    for (const [least, nodes] of [
      [1, [full[1], full[0]]],
      [0.9, [{ ...full[0], count: 41 }, full[1]]],
      [0.55, [mobile, ...full]],
    ] as const) {
      const after = drawnIn(nodes, [frame, vote]);
      let [all, same] = [0, 0];
      for (const [name, { peers }] of few.nodesOf) {
        all += peers.length;
        same += peers.filter((peer) => after.nodesOf.get(name)!.peers.includes(peer)).length;
      }
      expect(same / all).toBeGreaterThanOrEqual(least);
    }
  });

  it("nor who publishes what, and when", () => {
    expect(before.of("frame").length).toBeGreaterThan(10);
    for (const after of [
      others["classes in another order"],
      others["flows in another order, and one more"],
      others["a class more in front"],
    ]) {
      expect(after.of("frame")).toEqual(before.of("frame"));
      expect(after.of("vote")).toEqual(before.of("vote"));
    }
    expect(others["a node more in the first class"].of("frame")).toEqual(before.of("frame"));
  });

  it("nodes that share an address are in one place", () => {
    const { nodesOf } = drawnIn([{ ...servers, perAddress: 4 }, homes], [frame]);
    for (let place = 0; place < 40; place++)
      expect(nodesOf.get(`server ${place}`)!.region).toBe(nodesOf.get(`server ${place - (place % 4)}`)!.region);
    expect(new Set(Array.from({ length: 10 }, (_, k) => nodesOf.get(`server ${4 * k}`)!.region)).size).toBeGreaterThan(
      2,
    );
  });
});
