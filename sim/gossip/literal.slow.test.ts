/** Gossip that skips heartbeats, IHAVE and IDONTWANT of which nothing comes, against gossip in which each is an event. */
import { describe, expect, it } from "vitest";
import { gossipOf, type GossipPartsOptions } from "../../test/gossip-parts.js";
import { Faults } from "../network/faults/rules.js";
import { createStreams } from "../random/stream.js";
import { type GossipParameters, gossipSub } from "./parameters.js";
import type { GossipState } from "./state.js";
import { scoring } from "./scoring.test-data.js";
import type { Change } from "./subscriptions.js";

const nodeCount = 200;
const horizonUs = 60_000_000;

type Setting = Omit<GossipPartsOptions, "nodeCount"> & {
  readonly messageCount?: number;
  readonly changes?: readonly Change[];
  /** Each IHAVE is an event, as it counts. */
  readonly countsOffers?: true;
  /** What limits keep nodes from in it. */
  readonly refuses?: readonly ("untold" | "unasked" | "unanswered")[];
};

/** A mask that is drawn, or any set of topics. */
function topicsOf(masks: readonly number[] | undefined, topicCount: number, below: (n: number) => number): number {
  if (masks !== undefined) return masks[below(masks.length)];
  return topicCount === 1 ? 1 : 1 + below(2 ** topicCount - 1);
}

/** Peers of each node that are up and that it knows to be subscribed, by topic. */
function knownPeers(state: GossipState): Int32Array {
  const { connections, nodeCount, topicCount } = state;
  return Int32Array.from({ length: topicCount * nodeCount }, (_, row) => {
    const [topic, node] = [Math.floor(row / nodeCount), row % nodeCount];
    let count = 0;
    for (let c = connections.starts[node]; c < connections.starts[node + 1]; c++) if (state.isPeer(topic, c)) count++;
    return count;
  });
}

/** Changes of every node's subscriptions to so many masks, at random moments: it comes, or goes, and most come back. */
function changesOf(maskCount: number): readonly Change[] {
  const draws = createStreams(11, 0).purpose("changes");
  return Array.from({ length: nodeCount * 3 }, (_, k): Change => ({
    timeUs: 6_000_000 + draws.below(0, k, 44_000_000),
    node: draws.below(1, k, nodeCount),
    mask: draws.below(2, k, maskCount),
    isSubscribed: draws.below(3, k, 2) === 1,
  })).sort((a, b) => a.timeUs - b.timeUs);
}

/** Messages at random moments, of sizes around that from which copies are declined, now and then of a second kind. */
function run({ messageCount = 25, changes = [], ...options }: Setting, isLiteral: boolean) {
  const events: string[] = [];
  const parts = gossipOf({
    nodeCount,
    horizonUs,
    isLiteral,
    kindCount: 2,
    changesSubscriptions: changes.length > 0,
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
  for (const change of changes) gossip.change(change);
  const draws = createStreams(7, 0).purpose("publications");
  const topicCount = options.topicCount ?? 1;
  for (let k = 0; k < messageCount; k++) {
    const topics = topicsOf(options.masks, topicCount, (n) => draws.below(3, k, n));
    publishAt(5_000_000 + draws.below(0, k, 45_000_000), {
      node: draws.below(1, k, nodeCount),
      bytes: 200 + draws.below(2, k, 4000),
      topics,
      kind: k % 4 === 3 ? 1 : 0,
    });
  }
  const { members } = gossip.state;
  kernel.runUntil(Infinity);
  gossip.settle(kernel.horizonUs);
  expect([gossip.invariant().check(), network.invariant().check()]).toEqual([null, null]);
  expect(members.peerCount.subarray(0, members.count)).toEqual(knownPeers(gossip.state));
  const { nodes, mesh } = gossip.state;
  const { grafts, prunes, iHaves, iHaveIds, iWants, iDontWants, firsts, ignored } = nodes;
  const { copies, duplicates } = gossip.state.kinds;
  const { untold, unasked, unanswered } = gossip.state.control;
  return {
    events,
    heard: heard.map(({ node, from, timeUs, serial, hops }) => [timeUs, node, from, serial, hops].join(" ")),
    columns: { grafts, prunes, iHaves, iHaveIds, iWants, iDontWants, firsts, copies, duplicates, ignored },
    mesh: [mesh.isIn, mesh.sinceUs, mesh.leftUs, mesh.backoffUntilUs, members.meshCount, members.outCount],
    subscriptions: [gossip.state.subscribed, gossip.state.subscriptions?.known.version],
    announced: gossip.state.subscriptions?.announcements.sent,
    eventCount: kernel.eventCount,
    refused: { untold, unasked, unanswered },
    asked: iWants.reduce((total, count) => total + count, 0),
  };
}

const parameters: GossipParameters = { ...gossipSub, floodPublish: false };
const home = { name: "home", uploadBitsPerS: 4e6, downloadBitsPerS: 20e6, accessUs: 3000, lossShare: 0.02 };
const lossy = { ...home, lossShare: 0.2 };
const everySecond = { nodes: Array.from({ length: nodeCount / 2 }, (_, k) => 2 * k) };
const others = { nodes: Array.from({ length: nodeCount / 2 }, (_, k) => 2 * k + 1) };

/** Nodes on masks of three topics that share some, with scores, crashes and small back-offs. */
const masked: Setting = {
  parameters: {
    ...parameters,
    degree: 6,
    degreeLow: 5,
    degreeHigh: 8,
    slices: "one",
    score: scoring,
    opportunisticTicks: 10,
    pruneBackoffUs: 4_000_000,
  },
  classOf: home,
  topicCount: 6,
  masks: [0b000111, 0b011100, 0b110001, 0b100000],
  isSubscribed: (node, mask) => (node + mask) % 3 !== 0,
  verdict: (node, kind) => (kind === 0 || node % 2 === 0 ? "accept" : node % 4 === 1 ? "reject" : "ignore"),
  faults: (topology) => [
    new Faults(topology).crash(
      { nodes: [3, 4, 5, 80, 81] },
      { fromUs: 9_000_000, untilUs: 11_500_000, everyUs: 8_000_000 },
    ),
  ],
};

/** Few peers more than are dialled at first, with little room, soon. */
const book: Setting["book"] = {
  size: 14,
  everyUs: 3_000_000,
  timeoutUs: 2_000_000,
  idleUs: 2_500_000,
  limitsOf: () => ({ all: 14, inbound: 8, outbound: 7 }),
};

const peeringFaults: Setting["faults"] = (topology) => {
  const faults = new Faults(topology);
  return [
    faults.crash(
      { nodes: Array.from({ length: 50 }, (_, k) => 3 * k) },
      { fromUs: 9_000_000, untilUs: 14_000_000, everyUs: 12_000_000 },
    ),
    faults.cut({ from: everySecond, to: others }, { fromUs: 26_000_000, untilUs: 31_000_000, everyUs: 13_000_000 }),
    faults.slow({ from: everySecond, to: "all", addedUs: 400_000 }, { fromUs: 40_000_000, untilUs: 50_000_000 }),
  ];
};

const networks: readonly (readonly [string, Setting])[] = [
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
        fanoutTtlUs: 1_500_000,
      },
      classOf: home,
      topicCount: 3,
      isSubscribed: (node, topic) => node % 5 !== 0 && (node + topic) % 3 !== 0,
    },
  ],
  [
    "a second transmission only where the first was lost, and few ids at once",
    {
      parameters: { ...parameters, iHaveIds: 2, retransmissions: 1 },
      classOf: lossy,
      messageCount: 120,
      refuses: ["untold", "unanswered"],
    },
  ],
  [
    "one IHAVE looked at within a heartbeat, over links whose delays differ by more",
    {
      parameters: { ...parameters, iHaveMessages: 1, iHaveIds: 3 },
      classOf: lossy,
      jitter: { kind: "exponential", meanUs: 400_000 },
      messageCount: 60,
      countsOffers: true,
      refuses: ["untold", "unasked"],
    },
  ],
  [
    "three messages waited for at most, of two topics",
    {
      parameters: { ...parameters, iHaveIds: Infinity, pendingWants: 3, iWantFollowUpUs: 3_000_000 },
      classOf: lossy,
      topicCount: 2,
      messageCount: 100,
      refuses: ["unasked"],
    },
  ],
  [
    "masks of three topics that share some, each with one mesh, scores, crashes and small back-offs",
    { ...masked, parameters: { ...masked.parameters, degreeSame: { wanted: 3, low: 2 } } },
  ],
  ["masks of three topics, with a mesh for each topic, scores, crashes and small back-offs", masked],
  [
    "connections that crashes and cuts close, and nodes that look for others with little room",
    {
      parameters: { ...parameters, historyGossip: 6, historyLength: 9 },
      classOf: lossy,
      jitter: { kind: "exponential", meanUs: 20_000 },
      degree: 6,
      book,
      messageCount: 60,
      faults: peeringFaults,
    },
  ],
  ["masks, scores and connections that close and open", { ...masked, degree: 6, book, faults: peeringFaults }],
  [
    "peers that are told of when others are pruned",
    {
      ...masked,
      parameters: { ...masked.parameters, degreeHigh: 7 },
      degree: 6,
      book: {
        ...book,
        size: 30,
        limitsOf: () => ({ all: 24, inbound: 18, outbound: 18 }),
        exchange: { peers: 4, fromScore: 0, connectors: 2, maxQueued: 3 },
      },
      faults: peeringFaults,
    },
  ],
  [
    "an author that sends to everybody it is connected with at the moment",
    { parameters: gossipSub, classOf: home, degree: 6, book, faults: peeringFaults },
  ],
  [
    "subscriptions that change, over lines that lose much",
    {
      parameters,
      classOf: lossy,
      jitter: { kind: "exponential", meanUs: 50_000 },
      changes: changesOf(1),
      messageCount: 60,
    },
  ],
  [
    "subscriptions to three topics that change, fanouts, scores, crashes and a small back-off",
    {
      parameters: {
        ...parameters,
        slices: "one",
        fanoutTtlUs: 4_000_000,
        score: scoring,
        opportunisticTicks: 10,
        pruneBackoffUs: 5_000_000,
        unsubscribeBackoffUs: 3_000_000,
        validationUs: 50_000,
      },
      classOf: home,
      topicCount: 3,
      isSubscribed: (node, topic) => (node + topic) % 3 !== 0,
      verdict: masked.verdict!,
      faults: masked.faults!,
      changes: changesOf(3),
      messageCount: 120,
    },
  ],
  [
    "masks of several topics that nodes take up and give up, each with one mesh",
    {
      ...masked,
      parameters: { ...masked.parameters, degreeSame: { wanted: 3, low: 2 }, floodPublish: true },
      changes: changesOf(4),
      messageCount: 60,
    },
  ],
  ["an author that sends to everybody", { parameters: { ...gossipSub, degreeOut: 4 }, classOf: home }],
];

const copiesOf = (setting: Setting): number => run(setting, false).columns.copies.reduce((a, b) => a + b, 0);

describe("gossip of 200 nodes that skips what nothing comes of", () => {
  it.each(networks)("is that of every heartbeat, IHAVE and IDONTWANT, event for event: %s", (_, setting) => {
    const [skipping, literal] = [run(setting, false), run(setting, true)];
    expect(skipping.events).toEqual(literal.events);
    expect(skipping.heard).toEqual(literal.heard);
    expect(skipping.columns).toEqual(literal.columns);
    expect(skipping.refused).toEqual(literal.refused);
    for (const what of setting.refuses ?? []) expect(literal.refused[what]).toBeGreaterThan(0);
    expect(skipping.mesh).toEqual(literal.mesh);
    expect(skipping.subscriptions).toEqual(literal.subscriptions);
    expect(skipping.announced).toEqual(literal.announced);
    expect(skipping.heard.length).toBeGreaterThan(1500);
    expect(skipping.eventCount).toBeLessThan(
      literal.eventCount / (setting.countsOffers ? 1 : setting.changes ? 1.2 : 2),
    );
  });

  it("asks for what it missed, where messages are lost", () => {
    expect(run({ parameters, classOf: { ...home, lossShare: 0.1 } }, false).asked).toBeGreaterThan(10);
  });

  const loose: Setting = {
    parameters: { ...parameters, iWantFollowUpUs: 3_000_000 },
    classOf: lossy,
    jitter: { kind: "exponential", meanUs: 400_000 },
    messageCount: 80,
  };
  it.each(["iHaveIds", "iHaveMessages", "pendingWants"])("asks less where %s is one", (limit) => {
    const bound = { ...loose, parameters: { ...loose.parameters, [limit]: 1 } };
    expect(run(bound, false).asked).toBeLessThan(run(loose, false).asked);
  });

  it("answers nobody where it may not", () => {
    const free = { ...loose, parameters: { ...loose.parameters, iWantFollowUpUs: null } };
    const bound = { ...free, parameters: { ...free.parameters, retransmissions: 0 } };
    expect(run(bound, false).asked).toBeGreaterThan(run(free, false).asked);
    expect(copiesOf(bound)).toBeLessThan(copiesOf(free));
  });
});
