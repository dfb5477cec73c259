import { describe, expect, it } from "vitest";
import { finishedRun } from "../../test/finished-run.js";
import type { GossipParameters } from "../../sim/gossip/parameters.js";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { valuesOf } from "../../sim/table/result-table.js";
import { channelsOf } from "./channels.js";
import { msAt } from "./delays.js";
import { gossipModel } from "./gossip-model.js";
import type { GossipScenario } from "./schema.js";
import { envelopeOf, parametersOf } from "./transports.js";

function run(scenario: GossipScenario, storedAtUs?: number) {
  const result = finishedRun(gossipModel, scenario, { storedAtUs });
  const metric = (name: string): number => Number(result.metrics.find((one) => one.name === name)?.value);
  const column = (table: string, name: string): number[] => Array.from(valuesOf(result.tables[table]!, name), Number);
  return { ...result, metric, column };
}

const text = (lines: readonly string[] = [], nodes = "[{ class: server, count: 150 }]"): string =>
  [
    "model: gossip",
    "name: small",
    "horizon: 30 s",
    `nodes: ${nodes}`,
    ...(lines.some((line) => line.startsWith("messages"))
      ? []
      : ["messages: [{ flow: frame, size: 20 kB, every: 2 s, until: 25 s }]"]),
    ...lines,
    "",
  ].join("\n");

const load = (written: string): GossipScenario =>
  loadScenarioOf(gossipModel, `${folderWith({ "small.yaml": written })}/small.yaml`).scenario;

const shipped = (name: string, ...set: string[]): GossipScenario =>
  loadScenarioOf(gossipModel, new URL(`../../scenarios/network/${name}.yaml`, import.meta.url).pathname, { set })
    .scenario;

const transports = ["flood", "gossipSub", "go", "rustJune", "rustFork"] as const;

const refused = (): unknown =>
  load(
    text([
      "connections: 180",
      "messages: [{ flow: frame, size: 1 kB, every: 0 s, from: [servr] }]",
      "faults: [{ fault: partition, at: 1 s, for: 0 s }, { fault: cut, at: 1 s, for: 2 s, every: 1 s, from: { regions: [eurpe] } }]",
    ]),
  );

describe("a scenario of gossip", () => {
  it.each(transports)("reaches everybody by %s, and says what that cost by kind", (transport) => {
    const { metric, column } = run(load(text([`transport: ${transport}`])));
    expect(metric("delivery.share")).toBe(1);
    expect(metric("delivery.p50Ms")).toBeLessThan(metric("delivery.p99Ms"));
    expect(column("flows", "deliveries")[0]).toBe(149 * metric("messages.published"));
    expect(metric("traffic.iHaveBytesPerNode") > 0).toBe(transport !== "flood");
    expect(metric("traffic.payloadBytesPerNode")).toBeCloseTo(column("flows", "sent_bytes")[0] / 150, 6);
  });

  it.each(["go", "rustFork"])("goes on from a stored moment as if it had never stopped: %s", (transport) => {
    const scenario = load(
      text([
        `transport: ${transport}`,
        "channels: 3",
        "channelsPerNode: 2",
        "jitter: 5 ms",
        "faults: [{ fault: crash, from: { regions: [europe] }, at: 15 s, for: 5 s }]",
      ]),
    );
    expect(run(scenario, 16_345_678).fingerprint).toBe(run(scenario).fingerprint);
  });

  it("refuses what it cannot say, all at once, each at its place", () => {
    for (const said of [
      /at most 149 others/,
      /every.*more than 0/,
      /no "servr"/,
      /partition needs `groups`/,
      /no "eurpe"/,
      /begins again/,
    ])
      expect(refused).toThrow(said);
  });
});

const scenarioOf = (transport: string): GossipScenario => load(text([`transport: ${transport}`]));

const limitsOf = ({ iHaveIds, iHaveMessages, pendingWants, retransmissions }: GossipParameters) => [
  iHaveIds,
  iHaveMessages,
  pendingWants,
  retransmissions,
];

describe("flows", () => {
  it("have shares of what is sent that are theirs, and together all of it", () => {
    const { metric, column } = run(load(text(["messages: [{ flow: frame, size: 20 kB, every: 2 s }, { flow: note, size: 1 kB, every: 1 s }]"]))); // prettier-ignore
    const [frames, notes] = column("flows", "sent_copies");
    expect(metric("traffic.copiesShare[flow=note]")).toBeCloseTo(notes / (frames + notes), 12);
    expect(metric("traffic.bytesShare[flow=frame]") + metric("traffic.bytesShare[flow=note]")).toBeCloseTo(1, 12);
    expect(metric("traffic.bytesShare[flow=frame]")).toBeGreaterThan(0.8);
  });
});

describe("a transport", () => {
  it("has the degrees, heartbeats and envelope of its release", () => {
    expect(parametersOf(scenarioOf("go"))).toMatchObject({
      degree: 8,
      degreeLow: 6,
      degreeHigh: 12,
      heartbeatUs: 700_000,
      slices: "one",
      degreeSame: { wanted: 3, low: 2 },
    });
    expect(parametersOf(load(text(["mesh: { composite: false }"]))).degreeSame).toBeNull();
    expect(parametersOf(scenarioOf("rustJune"))).toMatchObject({
      gossipFactor: null,
      historyGossip: 16,
      fanoutTtlUs: null,
      slices: "all",
    });
    expect(parametersOf(scenarioOf("rustFork"))).toMatchObject({
      floodPublish: true,
      degreeSame: null,
      score: null,
      iWantFollowUpUs: 3_000_000,
    });
    expect(transports.map((transport) => limitsOf(parametersOf(scenarioOf(transport))))).toEqual([
      [5000, 10, null, 3],
      [5000, 10, null, 3],
      [5000, 10, null, 3],
      [Infinity, null, 5000, null],
      [5000, 10, null, 3],
    ]);
    expect(transports.map((transport) => envelopeOf({ transport }))).toEqual([0, 0, 250, 250, 1600]);
  });

  it("keeps a mesh for every bit of a mask in the Go node, and for every mask in the others", () => {
    const { topicCount, topicsOf } = channelsOf({ transport: "go", channels: 10 });
    // Three bits each, of 256: some are shared.
    expect(topicCount).toBeGreaterThan(20);
    expect(topicsOf.every((topics) => topics.toString(2).replaceAll("0", "").length === 3)).toBe(true);
    expect(channelsOf({ transport: "rustFork", channels: 3 })).toEqual({ topicCount: 3, topicsOf: [1, 2, 4] });
  });
});

describe("the times of delivery", () => {
  it("are the whole milliseconds within which a share had come", () => {
    const counts = Float64Array.of(0, 2, 0, 7, 1);
    expect([0.2, 0.21, 0.9, 1].map((share) => msAt(counts, share))).toEqual([2, 4, 4, 5]);
    expect(msAt(new Float64Array(3), 0.5)).toBeNull();
  });
});

const unread = (transport: string): number => {
  const { column } = run(
    shipped("spam-flood", "nodes[0].count=180", "nodes[1].count=20", "horizon=40 s", `transport=${transport}`),
  );
  return column("traffic", "unread_messages")[0];
};

describe("the scenarios of gossip that ship", () => {
  it("heal: what is published a moment before the end of the partition reaches everybody, and what was before does not", () => {
    const { column } = run(shipped("partition-heal", "nodes[0].count=300"));
    const [times, reached] = [column("series", "time_s"), column("series", "reached_nodes")];
    const within = (from: number, to: number): number[] => reached.filter((_, k) => times[k] > from && times[k] < to);
    expect(within(10, 29).every((count) => count === 299)).toBe(true);
    expect(within(31, 55).every((count) => count < 250)).toBe(true);
    expect(within(60, 88).every((count) => count === 299)).toBe(true);
    expect(within(57, 60).some((count) => count === 299)).toBe(true);
  });

  it("spam: honest nodes hear spammers no more where peers are scored, and to the end where they are not", () => {
    expect(unread("go")).toBeGreaterThan(5);
    expect(unread("rustFork")).toBe(0);
  });
});
