/** Gossip that skips heartbeats, IHAVE and IDONTWANT of which nothing comes, against gossip in which each is an event. */
import { describe, expect, it } from "vitest";
import { gossipOf, type GossipPartsOptions } from "../../test/gossip-parts.js";
import { Faults } from "../network/faults/rules.js";
import { createStreams } from "../random/stream.js";
import { type GossipParameters, gossipSub } from "./parameters.js";
import { scoring } from "./scoring.test-data.js";

const nodeCount = 200;
const horizonUs = 60_000_000;

/** Messages at random moments, of sizes around that from which copies are declined, now and then of a second kind. */
function run(options: Omit<GossipPartsOptions, "nodeCount">, isLiteral: boolean) {
  const events: string[] = [];
  const parts = gossipOf({
    nodeCount,
    horizonUs,
    isLiteral,
    kindCount: 2,
    ...options,
    observer: {
      begin: ({ kind, timeUs, target, source, payload }) => {
        const name = parts.kernel.nameOf(kind);
        const told = {
          "payload: arrival": "slot",
          "payload: received": "slot",
          "i want": "slot",
          graft: "",
          prune: "",
        }[name];
        if (told === undefined) return;
        const what = told === "slot" ? parts.gossip.state.messages.serial[payload] : payload;
        events.push(`${timeUs} ${name} ${source} → ${target} ${what}`);
      },
      end: () => undefined,
    },
  });
  const { kernel, gossip, network, publishAt, heard } = parts;
  const draws = createStreams(7, 0).purpose("publications");
  const topicCount = options.topicCount ?? 1;
  for (let k = 0; k < 25; k++) {
    const topics = topicCount === 1 ? 1 : 1 + draws.below(3, k, 2 ** topicCount - 1);
    publishAt(5_000_000 + draws.below(0, k, 45_000_000), {
      node: draws.below(1, k, nodeCount),
      bytes: 200 + draws.below(2, k, 4000),
      topics,
      kind: k % 4 === 3 ? 1 : 0,
    });
  }
  kernel.runUntil(Infinity);
  gossip.settle(kernel.horizonUs);
  expect([gossip.invariant().check(), network.invariant().check()]).toEqual([null, null]);
  const { nodes, mesh, members } = gossip.state;
  const { grafts, prunes, iHaves, iHaveIds, iWants, iDontWants, firsts, ignored } = nodes;
  const { copies, duplicates } = gossip.state.kinds;
  return {
    events,
    heard: heard.map(({ node, from, timeUs, serial, hops }) => [timeUs, node, from, serial, hops].join(" ")),
    columns: { grafts, prunes, iHaves, iHaveIds, iWants, iDontWants, firsts, copies, duplicates, ignored },
    mesh: [mesh.isIn, mesh.sinceUs, mesh.leftUs, mesh.backoffUntilUs, members.meshCount, members.outCount],
    eventCount: kernel.eventCount,
    asked: iWants.reduce((total, count) => total + count, 0),
  };
}

const parameters: GossipParameters = { ...gossipSub, floodPublish: false };
const home = { name: "home", uploadBitsPerS: 4e6, downloadBitsPerS: 20e6, accessUs: 3000, lossShare: 0.02 };
const everySecond = { nodes: Array.from({ length: nodeCount / 2 }, (_, k) => 2 * k) };
const others = { nodes: Array.from({ length: nodeCount / 2 }, (_, k) => 2 * k + 1) };

const networks: readonly (readonly [string, Omit<GossipPartsOptions, "nodeCount">])[] = [
  ["lines, losses and jitter", { parameters, classOf: home, jitter: { kind: "exponential", meanUs: 20_000 } }],
  [
    "a partition, crashes, validation and a small history",
    {
      parameters: { ...parameters, validationUs: 150_000, historyGossip: 6, historyLength: 9, heartbeatUs: 700_000 },
      classOf: home,
      faults: (topology) => {
        const faults = new Faults(topology);
        return [
          faults.partition([everySecond, others], { fromUs: 20_000_000, untilUs: 32_000_000 }),
          faults.crash({ nodes: [3, 4, 5, 80, 81] }, { fromUs: 9_000_000, untilUs: 11_500_000, everyUs: 8_000_000 }),
          faults.slow({ from: everySecond, to: "all", addedUs: 400_000 }, { fromUs: 40_000_000, untilUs: Infinity }),
        ];
      },
    },
  ],
  [
    "scores, and messages that half of the nodes reject or ignore",
    {
      parameters: { ...parameters, score: scoring, opportunisticTicks: 10, pruneBackoffUs: 5_000_000 },
      classOf: home,
      verdict: (node, kind) => (kind === 0 || node % 2 === 0 ? "accept" : node % 4 === 1 ? "reject" : "ignore"),
    },
  ],
  [
    "peers that share addresses, and are thought less of for it",
    {
      parameters: { ...parameters, score: { ...scoring, perCompanySquared: -0.5, companyFree: 2 } },
      classOf: home,
      addressOf: (node) => (node < 60 ? 0 : node),
    },
  ],
  [
    "three topics, one of which each node goes on with, and nodes that only publish",
    {
      parameters: {
        ...parameters,
        slices: "one",
        iWantFollowUpUs: 3_000_000,
        gossipFactor: null,
        fanoutTtlUs: 4_000_000,
      },
      classOf: home,
      topicCount: 3,
      isSubscribed: (node, topic) => node % 5 !== 0 && (node + topic) % 3 !== 0,
    },
  ],
  ["an author that sends to everybody", { parameters: { ...gossipSub, degreeOut: 4 }, classOf: home }],
];

describe("gossip of 200 nodes that skips what nothing comes of", () => {
  it.each(networks)("is that of every heartbeat, IHAVE and IDONTWANT, event for event: %s", (_, options) => {
    const [skipping, literal] = [run(options, false), run(options, true)];
    expect(skipping.events).toEqual(literal.events);
    expect(skipping.heard).toEqual(literal.heard);
    expect(skipping.columns).toEqual(literal.columns);
    expect(skipping.mesh).toEqual(literal.mesh);
    expect(skipping.heard.length).toBeGreaterThan(1500);
    expect(skipping.eventCount).toBeLessThan(literal.eventCount / 2);
  });

  it("asks for what it missed, where messages are lost", () => {
    expect(run({ parameters, classOf: { ...home, lossShare: 0.1 } }, false).asked).toBeGreaterThan(10);
  });
});
