/** Users who write on channels: what is estimated from some of them, against all of them. */
import { describe, expect, it } from "vitest";
import { finishedRun } from "../../test/finished-run.js";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { createStreams } from "../../sim/random/stream.js";
import { numbersOf } from "../../sim/view/rows.js";
import { burstQueue } from "./burst-queue.js";
import { channelsPerNode, drawMembers, placeShares, playedOf } from "./channel-sample.js";
import { gossipModel } from "./gossip-model.js";
import { gossipMetricsOf } from "./metrics.js";
import { planUs } from "./run.js";
import type { GossipScenario } from "./schema.js";
import { played, smallUsers } from "./users.test-data.js";

const text = (users: string, more: readonly string[] = []): string =>
  [
    "model: gossip",
    "name: small",
    ...(more.some((line) => line.startsWith("horizon:")) ? [] : ["horizon: 12 s"]),
    ...(more.some((line) => line.startsWith("transport:")) ? [] : ["transport: rustFork"]),
    ...(more.some((line) => line.startsWith("nodes:"))
      ? []
      : [
          "nodes:",
          "  - { class: server, count: 60, places: 6, loss: 1 % }",
          "  - { class: home, count: 60, places: 2, upload: 10 Mbit/s, download: 50 Mbit/s, access: 20 ms }",
        ]),
    `users: { ${users} }`,
    ...more,
    "",
  ].join("\n");

const small = "rate: 60/s, channels: 30, members: 12, size: 300 B";

const load = (users: string, more?: readonly string[]): GossipScenario =>
  loadScenarioOf(gossipModel, `${folderWith({ "small.yaml": text(users, more) })}/small.yaml`).scenario;

function run(scenario: GossipScenario, seed = "1", storedAtUs?: number) {
  const result = finishedRun(gossipModel, scenario, { seed, storedAtUs });
  const metric = (name: string): number => Number(result.metrics.find((one) => one.name === name)?.value);
  const carried = (column: string): number[] => numbersOf(result.tables.carried!, column);
  return { ...result, metric, carried };
}

describe("channels of users", () => {
  it("have members of each class by its places, none of them twice, and none that do not listen", () => {
    const { nodes } = load(small, ["nodes: [{ class: a, count: 40, places: 3 }, { class: b, count: 80, places: 1 }, { class: mute, count: 9, listens: false }]"]); // prettier-ignore
    expect(placeShares(nodes)).toEqual([0.6, 0.4, 0]);
    const streams = createStreams("1", 0);
    const members = Array.from({ length: 400 }, (_, channel) =>
      drawMembers({ nodes }, { members: 12 }, { streams, channel }),
    );
    for (const one of members) {
      expect(one).toHaveLength(12);
      expect(new Set(one.map(({ of, place }) => `${of} ${place}`)).size).toBe(12);
      for (const { of, place } of one) expect(of === 0 ? place < 40 : of === 1 && place < 80).toBe(true);
    }
    // 4,800 places: a deviation is 34.
    const ofA = members.flat().filter(({ of }) => of === 0).length;
    expect(Math.abs(ofA - 2880)).toBeLessThan(4 * 34);
    const users = load(small).users!;
    expect(channelsPerNode(nodes, users)[0]).toBeCloseTo((30 * 12 * 0.6) / 40, 10);
  });

  it("get what is written on them, and nothing of others", () => {
    const { metric, tables } = run(load(small, ["nodes: [{ class: a, count: 200 }]"]));
    expect(metric("delivery.share")).toBe(1);
    const published = numbersOf(tables.flows!, "published_messages");
    const expected = numbersOf(tables.flows!, "expected_deliveries");
    expect(published).toHaveLength(12);
    expect(expected).toEqual(published.map((count) => 11 * count));
  });

  it("are as many as are asked for, or all there are; their load is the rate's part", () => {
    const played = playedOf(load(`${small}, sample: 7`));
    expect(played.messages).toHaveLength(7);
    expect(played.messages[0]).toMatchObject({ every: 500_000, at: 5_000_000, until: 10_000_000 });
    expect(playedOf(load("rate: 5/s, channels: 3, members: 12, size: 1 kB")).messages).toHaveLength(3);
  });

  it("go on from a stored moment as if they had never stopped", () => {
    const scenario = load(small, ["faults: [{ fault: crash, from: { classes: [home] }, at: 6 s, for: 2 s }]"]);
    expect(run(scenario, "1", 7_654_321).fingerprint).toBe(run(scenario).fingerprint);
  });
});

describe("what nodes carry", () => {
  it("is counted where all channels are simulated: bytes on the wire by class, without an error", () => {
    const { metric, carried } = run(smallUsers(30));
    expect(metric("users.samplingError")).toBe(0);
    expect(carried("sent_low95_bytes_per_s")).toEqual(carried("sent_bytes_per_s"));
    // On 4.5 and 1.5 channels; each of 2 messages a second, of which a member sends some copies of 1,900 bytes.
    const [server, home] = carried("sent_bytes_per_s").map((bytes, k) => bytes / [4.5, 1.5][k] / 2 / 1900);
    expect(server).toBeGreaterThan(3);
    expect(Math.abs(server - home)).toBeLessThan(1);
    expect(carried("received_bytes_per_s").reduce((sum, one) => sum + one, 0)).toBeLessThan(
      carried("sent_bytes_per_s").reduce((sum, one) => sum + one, 0),
    );
  });

  it("grows with what is written, and a line is full at the same rate whatever is simulated", () => {
    const [slow, fast] = ["30", "300"].map((rate) => run(load(small.replace("60/s", `${rate}/s`))));
    for (const of of ["server", "home"]) {
      const at = (one: typeof slow): number => one.metric(`users.saturation[class=${of}]`);
      expect(fast.metric(`users.sentBytesPerS[class=${of}]`) / slow.metric(`users.sentBytesPerS[class=${of}]`)).toBeCloseTo(10, -1); // prettier-ignore
      expect(Math.abs(at(fast) / at(slow) - 1)).toBeLessThan(0.25);
    }
    expect(slow.metric("users.capacity")).toBe(
      Math.min(...["server", "home"].map((of) => slow.metric(`users.saturation[class=${of}]`))),
    );
  });
});

/** 12 nodes that are on all channels; 1 kB and an envelope take 5.2 ms on lines of 4 Mbit/s. */
const slowLines = (rate: number): GossipScenario =>
  load(`rate: ${rate}/s, channels: 30, members: 12, size: 1 kB, sample: 30, until: 25 s`, [
    "nodes: [{ class: node, count: 12, upload: 4 Mbit/s, download: 100 Mbit/s }]",
    "horizon: 27 s",
  ]);

/** In each second of a run of all channels how long lines are taken, a mean over nodes and moments, microseconds. */
function queues(given: GossipScenario, seed = "1"): readonly number[] {
  const { network, overlay, runWithin } = played(given, seed);
  const [steps, nodes] = [50, overlay.classOf.length];
  return Array.from({ length: 25 }, (_, second) => {
    let sum = 0;
    for (let step = 0; step < steps; step++) {
      const fromUs = second * planUs + (step * planUs) / steps;
      runWithin(fromUs, fromUs + planUs / steps);
      for (let node = 0; node < nodes; node++) sum += network.queueUs(node);
    }
    return sum / steps / nodes;
  });
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

describe("the queue at a line", () => {
  it("is that of bursts in theory, and has no end where the line does not suffice", () => {
    // Half full of bursts of 8 ms: 0.5 · 8 / (2 · 0.5).
    const line = { bitsPerS: 1e6, copies: 4, bytes: 250 };
    expect(burstQueue({ ...line, bytesPerS: 62_500 })).toEqual({ load: 0.5, waitUs: 4000, growth: 0 });
    expect(burstQueue({ ...line, bytesPerS: 250_000 })).toEqual({ load: 2, waitUs: null, growth: 1 });
  });

  it("is about what is reckoned while lines suffice", () => {
    const scenario = slowLines(10);
    const ratios = ["1", "2", "3", "4", "5", "6"].map((seed) => {
      const { metric } = run(scenario, seed);
      const load = metric("users.uploadLoad[class=node]");
      expect(load).toBeGreaterThan(0.35);
      expect(load).toBeLessThan(0.55);
      return meanOf(queues(scenario, seed).slice(8)) / 1000 / metric("users.wait_ms[class=node]");
    });
    // From one seed to another it differs by a tenth. The fuller a line, the longer a run must be for as many to wait as in the long run.
    expect(meanOf(ratios)).toBeGreaterThan(0.7);
    expect(meanOf(ratios)).toBeLessThan(1.2);
  });

  it("grows at the rate at which users write more than lines carry, and not below", () => {
    const capacity = run(slowLines(20)).metric("users.capacity");
    const below = queues(slowLines(Math.round(0.8 * capacity)));
    const above = queues(slowLines(Math.round(1.5 * capacity)));
    expect(below[24]).toBeLessThan(0.3e6);
    // Half a second more after each second, where load is even; copies that come late spare others.
    const perS = (above[24] - above[10]) / 14 / 1e6;
    expect(perS).toBeGreaterThan(0.15);
    expect(perS).toBeLessThan(0.75);
  });
});

describe("a result of users", () => {
  it("says everywhere which part of the channels was simulated", () => {
    const scenario = load(small);
    const result = run(scenario);
    const said = /12 of 30 channels simulated; figures of nodes scaled by 30\/12/;
    expect(result.summaryLines[0]).toMatch(said);
    expect(gossipModel.planOf(scenario).notes[0]).toMatch(said);
    expect(result.carried("channels_simulated")).toEqual([12, 12]);
    expect(result.carried("channels")).toEqual([30, 30]);
    for (const picture of gossipModel.picturesOf([result.tables], scenario))
      expect(JSON.stringify(picture)).toMatch(said);
    const infos = gossipMetricsOf(scenario);
    expect(result.metrics.map(({ name }) => name)).toEqual(infos.map(({ name }) => name));
    expect(infos.find(({ name }) => name === "users.capacity")?.about).toContain("12 of 30 channels");
    expect(run(smallUsers(30)).summaryLines[0]).toContain("all 30 channels simulated");
  });
});

const refusedUsers =
  (users: string, more: readonly string[] = []) =>
  (): unknown =>
    load(users, more);

describe("a scenario of users", () => {
  it("is refused with all that it cannot say, each at its place", () => {
    const refused = refusedUsers("rate: 0/s, channels: 300, members: 50, size: 1 kB", [
      "transport: go",
      "channelsPerNode: 2",
      "channels: 3",
      "messages: [{ flow: frame, size: 1 kB, every: 1 s }]",
      "nodes: [{ class: few, count: 10, places: 9, perAddress: 5 }, { class: many, count: 200 }]",
    ]);
    for (const said of [
      /users\.rate.*more than 0/,
      /users\.channels.*256 bits/,
      /15\.52 of 50 members would be of class "few", which has 10 nodes/,
      /channelsPerNode.*beside users/,
      /channels.*read 3 beside users/,
      /messages.*only some channels/,
      /nodes\[0\]\.perAddress.*allowed is 1/,
    ])
      expect(refused).toThrow(said);
    expect(refusedUsers(small.replace("60/s", "60"))).toThrow(/rate/);
    expect(refusedUsers(small.replace("60/s", "1/y"))).toThrow(/at least 1 is needed/);
    expect(refusedUsers(small.replace("60/s", "100000000/s"))).toThrow(/allowed are 1,000,000/);
    expect(refusedUsers(`${small}, at: 9 s, until: 9 s`)).toThrow(/need a time to write/);
    expect(refusedUsers(small, ["nodes: [{ class: mute, count: 90, listens: false }]"])).toThrow(/nobody listens/);
  });

  it("publishes something: messages or users", () => {
    const nothing = `${folderWith({ "none.yaml": "model: gossip\nname: none\nhorizon: 5 s\nnodes: [{ class: a, count: 20 }]\n" })}/none.yaml`;
    expect(() => loadScenarioOf(gossipModel, nothing)).toThrow(/give `messages`, or `users`/);
  });
});
