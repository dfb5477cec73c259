import { describe, expect, it } from "vitest";
import { finishedRun } from "../../test/finished-run.js";
import { valuesOf } from "../../sim/table/result-table.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { exchangedPeerBytes } from "./control-bytes.js";
import { discoveryProblems } from "./discovery-field.js";
import { lagUsOf } from "./division.js";
import { gossipModel } from "./gossip-model.js";
import { overlayOf } from "./overlay.js";
import { createStreams } from "../../sim/random/stream.js";
import { gossipSchema, type GossipScenario } from "./schema.js";

const scenarioOf = (more: object): GossipScenario =>
  gossipSchema.parse({
    model: "gossip",
    name: "discovery",
    horizon: "120 s",
    transport: "rustJune",
    connections: 4,
    discovery: { book: 20, every: "10 s", timeout: "5 s" },
    nodes: [
      { class: "stays", count: 60 },
      { class: "crashes", count: 60 },
    ],
    messages: [{ flow: "note", size: "500 B", every: "3 s", from: ["stays"] }],
    faults: [{ fault: "crash", at: "30 s", for: "50 s", from: { classes: ["crashes"] } }],
    ...more,
  });

const columnOf = (result: ReturnType<typeof finishedRun>, name: string): number[] =>
  Array.from(valuesOf(result.tables.connections!, name), Number);

/** Of a network of the Go node that prunes at the beginning. */
const metricsWith = (discovery: object) => {
  const { metrics } = finishedRun(
    gossipModel,
    scenarioOf({
      transport: "go",
      connections: 15,
      discovery: { book: 40, ...discovery },
      faults: [],
      horizon: "30 s",
    }),
  );
  return (name: string): number => Number(metrics.find((one) => one.name === name)!.value);
};

describe("discovery of a scenario", () => {
  it("opens as many connections again as crashes closed, and tells of them over time", () => {
    const scenario = scenarioOf({});
    const result = finishedRun(gossipModel, scenario);
    const metric = (name: string): number => Number(result.metrics.find((one) => one.name === name)!.value);
    expect(result.metrics.map(({ name }) => name)).toEqual(gossipModel.metricsOf(scenario).map(({ name }) => name));
    expect(metric("discovery.closed")).toBeGreaterThan(200);
    expect(metric("discovery.opened")).toBe(metric("discovery.closed"));
    expect(metric("discovery.lackingShare")).toBe(0);
    expect(metric("connections.perNode")).toBe(8);
    const [times, connections] = [columnOf(result, "time_s"), columnOf(result, "connections")];
    expect(connections[0]).toBe(480);
    expect(connections[times.indexOf(32)]).toBe(
      480 - metric("discovery.closed") + columnOf(result, "opened_connections")[15],
    );
    expect(connections.at(-1)).toBe(480);
    expect(result.summaryLines.at(-1)).toContain("connections were closed");
  });

  it("goes on from a stored moment as if it had never stopped, also while connections are few", () => {
    const whole = finishedRun(gossipModel, scenarioOf({}));
    for (const storedAtUs of [35_345_678, 83_000_001])
      expect(finishedRun(gossipModel, scenarioOf({}), { storedAtUs })).toEqual(whole);
  });

  it("counts what a PRUNE of the Go node tells of peers, to whom nobody listens who scores less than 1000", () => {
    const [told, silent, trusting] = [
      metricsWith({}),
      metricsWith({ exchange: false }),
      metricsWith({ exchangeScore: 0 }),
    ];
    const bytes = "traffic.pruneBytesPerNode";
    expect(((told(bytes) - silent(bytes)) * 120) / exchangedPeerBytes).toBeGreaterThan(500);
    expect(Number.isInteger(Math.round(1e6 * (((told(bytes) - silent(bytes)) * 120) / exchangedPeerBytes)) / 1e6)).toBe(
      true,
    );
    expect([told, silent, trusting].map((metric) => metric("discovery.exchanged") > 0)).toEqual([false, false, true]);
    expect(trusting("connections.perNode")).toBeGreaterThan(30);
  });

  it("is simulated on one thread", () => {
    const scenario = scenarioOf({ faults: [] });
    const overlay = overlayOf(scenario, createStreams("1", 0));
    expect(lagUsOf(scenario, overlay)).toBe(0);
    expect(lagUsOf({ faults: [] }, overlay)).toBeGreaterThan(0);
  });

  it("is refused where it cannot be, all at once, each at its place", () => {
    const bad = scenarioOf({
      discovery: { book: 3, every: "0 s", idle: "0 s" },
      nodes: [
        { class: "home", count: 100, perAddress: 2, maxInbound: 0 },
        { class: "stays", count: 3 },
        { class: "crashes", count: 0 + 1, maxInbound: 0 },
      ],
    });
    expect(discoveryProblems(bad).map(({ path }) => path)).toEqual([
      "discovery.book",
      "discovery.book",
      "discovery.every",
      "discovery.idle",
      "nodes[0].perAddress",
    ]);
    expect(gossipModel.planOf(bad).infeasible).toEqual(discoveryProblems(bad));
    const pathsOf = (more: object): readonly string[] => discoveryProblems(scenarioOf(more)).map(({ path }) => path);
    expect(pathsOf({ discovery: { book: 20, exchange: true } })).toEqual(["discovery.exchange"]);
    expect(pathsOf({ discovery: { book: 20, exchangeScore: 5 } })).toEqual(["discovery.exchangeScore"]);
    expect(pathsOf({ transport: "go", discovery: { book: 20, exchange: false, exchangeScore: 5 } })).toEqual([
      "discovery.exchangeScore",
    ]);
    expect(pathsOf({ discovery: { book: 20, exchange: false } })).toEqual([]);
    const subscriptions = [{ at: "20 s", classes: ["home"], does: "unsubscribe" }];
    expect(pathsOf({ discovery: { book: 20 }, subscriptions })).toEqual(["discovery"]);
  });
});

/** Of the messages after a long partition, the share that reached everybody. */
function healedWith(book: number): number {
  const path = new URL("../../scenarios/network/long-partition.yaml", import.meta.url).pathname;
  const { scenario } = loadScenarioOf(gossipModel, path, { set: ["nodes[0].count=200", `discovery.book=${book}`] });
  const { series } = finishedRun(gossipModel, scenario).tables;
  const [times, reached] = ["time_s", "reached_nodes"].map((name) => Array.from(valuesOf(series, name), Number));
  const later = reached.filter((_, k) => times[k] > 1000);
  return later.filter((count) => count === 199).length / later.length;
}

describe("a partition of a quarter of an hour", () => {
  it("stays where everybody finds others on its own side, and heals where some lack peers", () => {
    expect([healedWith(100), healedWith(12)]).toEqual([0, 1]);
  });
});
