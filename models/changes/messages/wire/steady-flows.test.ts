import { describe, expect, it } from "vitest";
import { openNetwork, runScenario, type ScenarioText, smallScenario } from "../../../../test/network-kit.js";
import { commitmentBytes, flowsOf } from "../../../protocol/transport/flows.js";
import { type TrafficFlow, trafficFlows, type WireTraffic } from "./traffic.js";

const settled: ScenarioText = {
  rules: "v2.1-simplex",
  fidelity: "message",
  horizon: "1 h",
  operators: [
    { class: "a", count: 20, workers: 1 },
    { class: "b", count: 4, workers: 1 },
  ],
  shards: { count: 2, world: "2 GB", leaf: "50 MB" },
  start: { heads: { 12: 2 }, joining: 0 },
  network: { copies: 1 },
};

function trafficAfter(fields: ScenarioText, frames: number): WireTraffic {
  // A report is an event, up to whose moment everything is counted.
  const report = { every: `${10 * frames} s` };
  const { network, runTo } = openNetwork(smallScenario({ ...settled, report, ...fields }));
  network.kernel.scheduleWithin(network.kinds.report, 0, 0);
  runTo(frames);
  const { wire } = network;
  if (wire === null) throw new Error("messages are simulated");
  wire.report(network.kernel.nowUs);
  return wire.traffic;
}

const receivedOf = (traffic: WireTraffic, flow: TrafficFlow): number => {
  const places = traffic.archives + 1;
  const first = trafficFlows.indexOf(flow) * places;
  return traffic.received.subarray(first, first + places).reduce((sum, bytes) => sum + bytes, 0);
};

/** What archives were sent of requests, each of which is in one frame. */
const withFrames = (traffic: WireTraffic) => ({
  framesMade: traffic.framesMade,
  frameBytes: traffic.frameBytes,
  requested: traffic.sentOf("requests") / 5,
});

describe("what flows in every frame", () => {
  it("is between archives and by polls what the rule transport.flows says", () => {
    // Frame 1 is counted from when it begins: frames 1 to 100.
    const traffic = trafficAfter({}, 100);
    const network = { archives: 5n, nodes: 24n, frameMs: 10_000n, requestBytes: 0n, appRequestBytes: 0n };
    const { globalProposal, globalVotes, globalCertificates, framePoll } = flowsOf(network, [], "rustFork");
    const mesh = Number(globalProposal.bytes + globalVotes.bytes + globalCertificates.bytes);
    const requested = traffic.sentOf("requests") / 5;
    expect(traffic.sentOf("archive mesh")).toBe(100 * mesh + 4 * requested);
    expect(traffic.sentOf("frame polls")).toBe(100 * Number(framePoll.bytes) + 24 * 10 * requested);
  });

  it("has frames of a header with 256 commitments and the requests that are in it", () => {
    const { framesMade, frameBytes, requested } = withFrames(trafficAfter({}, 100));
    expect(framesMade).toBe(100);
    expect(frameBytes).toBe(100 * 21_500 + requested);
    expect(commitmentBytes).toBe(18_944);
  });

  it("arrives, all of it that is not lost or on its way", () => {
    const traffic = trafficAfter({}, 300);
    for (const flow of trafficFlows) expect(receivedOf(traffic, flow)).toBe(traffic.sentOf(flow));
    expect(traffic.sentOf("peer info")).toBeGreaterThan(0);
    const lossy = trafficAfter({ network: { archives: { loss: "50 %" } }, shards: { count: 2, world: "2 GB" }, start: undefined }, 300); // prettier-ignore
    expect(receivedOf(lossy, "requests")).toBeLessThan(0.8 * lossy.sentOf("requests"));
  });

  it("is polled less often than once a second where answers do not get through", () => {
    const slow = trafficAfter({ network: { archives: { upload: "1 Mbit/s", region: "europe" } } }, 100);
    // 21,500 bytes each: what five archives carry in 1,000 s.
    const carried = (5 * 1e6 * 1000) / 8;
    expect(slow.sentOf("frame polls")).toBeGreaterThan(0.6 * Math.min(carried, 100 * 24 * 10 * 21_500));
    const slower = trafficAfter({ network: { archives: { upload: "100 kbit/s", region: "europe" } } }, 100);
    expect(slower.sentOf("frame polls") / ((5 * 1e5 * 1000) / 8)).toBeCloseTo(1, 1);
  });

  it("is by class what its nodes send, and in rows what came between two reports", () => {
    const { tables } = runScenario(smallScenario({ ...settled, report: { every: "10 min" } }));
    const column = (name: string): ArrayLike<number | string | bigint> =>
      tables.traffic?.columns.find((one) => one.name === name)?.values ?? [];
    const rows = Array.from({ length: tables.traffic?.rowCount ?? 0 }, (_, k) => k);
    const of = (name: string, flow: string, place: string): number[] =>
      rows
        .filter((k) => column("flow")[k] === flow && column("node_class")[k] === place)
        .map((k) => Number(column(name)[k]));
    const gossip = of("node_sent_bytes", "shard gossip", "a");
    expect(gossip).toHaveLength(6);
    expect(gossip.at(-1)).toBe(of("node_sent_bytes", "shard gossip", "b").at(-1));
    expect(of("sent_bytes", "shard gossip", "a").at(-1)).toBe(5 * (of("sent_bytes", "shard gossip", "b").at(-1) ?? 0));
    expect(of("nodes", "frame polls", "a")).toEqual(Array(of("nodes", "frame polls", "a").length).fill(20));
    const [time] = [column("time_s")].map((values) => Array.from(values, Number));
    expect(time).toEqual(time.toSorted((x, y) => x - y));
  });
});
