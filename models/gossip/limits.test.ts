import { describe, expect, it } from "vitest";
import { finishedRun } from "../../test/finished-run.js";
import { createStreams } from "../../sim/random/stream.js";
import { connectionsOf } from "../../sim/gossip/connections.js";
import { gossipModel } from "./gossip-model.js";
import { limitProblems, limitsOfClasses } from "./limits.js";
import { overlayOf } from "./overlay.js";
import { gossipSchema, type GossipScenario } from "./schema.js";

const scenarioOf = (more: object): GossipScenario =>
  gossipSchema.parse({
    model: "gossip",
    name: "limits",
    horizon: "20 s",
    connections: 10,
    nodes: [{ class: "server", count: 100 }],
    messages: [{ flow: "frame", size: "2 kB", every: "2 s", at: "5 s" }],
    ...more,
  });

const unreachable = {
  nodes: [
    { class: "server", count: 20, maxConnections: 40 },
    { class: "home", count: 100, maxInbound: 0 },
  ],
};

describe("limits of connections", () => {
  it.each([
    ["go", { all: 192, inbound: 192, outbound: 192 }],
    ["rustJune", { all: 512, inbound: 384, outbound: 256 }],
    ["rustFork", { all: 512, inbound: 384, outbound: 256 }],
  ])("are those of the node of %s, and those of a class before them", (transport, limits) => {
    const nodes = [
      { class: "a", count: 5 },
      { class: "b", count: 5, maxInbound: 3, maxConnections: 100 },
    ];
    const [a, b] = limitsOfClasses(scenarioOf({ transport, connectionLimits: "transport", nodes }));
    expect(a).toEqual(limits);
    expect(b).toEqual({ all: 100, inbound: 3, outbound: 100 });
  });

  it("are kept by every node, and what they cost is told", () => {
    const scenario = scenarioOf(unreachable);
    const { topology, names, classOf, dials } = overlayOf(scenario, createStreams("1", 0));
    const { starts, isOutbound } = connectionsOf(topology, names, createStreams("1", 0), dials!.isOutbound);
    for (const [node, of] of classOf.entries()) {
      const own = Array.from({ length: starts[node + 1] - starts[node] }, (_, k) => isOutbound(starts[node] + k));
      const inbound = own.filter((flag) => flag === 0).length;
      expect(of === 0 ? own.length - 40 : inbound).toBe(0);
    }
    const { metrics, summaryLines } = finishedRun(gossipModel, scenario);
    const metric = (name: string): number => Number(metrics.find((one) => one.name === name)!.value);
    expect(metric("connections.fullShare")).toBe(1);
    expect(metric("connections.perNode")).toBe((2 * (1200 - metric("connections.unopened"))) / 120);
    expect(metric("connections.refused")).toBeGreaterThan(0);
    expect(summaryLines.at(-1)).toContain("found no room");
    expect(metrics.map(({ name }) => name)).toEqual(gossipModel.metricsOf(scenario).map(({ name }) => name));
  });

  it("are told of nobody where none is written", () => {
    const { metrics, summaryLines } = finishedRun(gossipModel, scenarioOf({}));
    expect(metrics.filter(({ name }) => name.startsWith("connections."))).toEqual([]);
    expect(summaryLines.join()).not.toContain("room");
  });

  it("that cannot be are refused, all at once, each at its place", () => {
    const nobody = scenarioOf({
      transport: "flood",
      connectionLimits: "transport",
      nodes: [{ class: "server", count: 20, maxConnections: 4, maxInbound: 0, maxOutbound: 5 }],
    });
    expect(limitProblems(nobody).map(({ path }) => path)).toEqual([
      "connectionLimits",
      "nodes[0].maxConnections",
      "nodes",
    ]);
    expect(gossipModel.planOf(nobody).infeasible).toEqual(limitProblems(nobody));
    const users = { rate: "5/s", channels: 3, members: 5, size: "100 B" };
    const beside = scenarioOf({ ...unreachable, messages: [], users });
    expect(limitProblems(beside)).toMatchObject([{ path: "nodes", message: /beside users/ }]);
    expect(limitProblems(scenarioOf({ messages: [], users }))).toEqual([]);
  });
});
