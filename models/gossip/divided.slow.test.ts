/** A gossip network on several threads, against the same on one. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { createStreams } from "../../sim/random/stream.js";
import { playedOf } from "./channel-sample.js";
import { divide } from "./divided.js";
import { cutsOf, lagUsOf } from "./division.js";
import { gossipModel } from "./gossip-model.js";
import { overlayOf } from "./overlay.js";
import { scenarios } from "./random-scenarios.test-data.js";
import type { GossipScenario } from "./schema.js";

const identityOf = ({ seed }: Pick<GossipScenario, "seed">) => ({
  seed: String(seed),
  replication: 0,
  replay: "npm test",
});

const load = (lines: readonly string[]): GossipScenario => {
  const text = ["model: gossip", "name: small", "horizon: 12 s", ...lines, ""].join("\n");
  return loadScenarioOf(gossipModel, `${folderWith({ "small.yaml": text })}/small.yaml`).scenario;
};

const busy = (transport: string): GossipScenario =>
  load([
    `transport: ${transport}`,
    "nodes: [{ class: server, count: 100, loss: 2 % }, { class: home, count: 50, access: 20 ms, upload: 10 Mbit/s, download: 50 Mbit/s }]",
    "jitter: 5 ms",
    `validation: ${transport === "go" ? 20 : 0} ms`,
    "channels: 3",
    "channelsPerNode: 2",
    "messages:",
    "  - { flow: frame, size: 20 kB, every: 300 ms, at: 3 s }",
    "  - { flow: vote, size: 1 kB, every: 500 ms, at: 3 s, from: [home], acceptedBy: [server], otherwise: reject }",
    "faults:",
    "  - { fault: partition, at: 6 s, for: 2 s, groups: [{ regions: [europe] }, { classes: [home] }] }",
    "  - { fault: slow, at: 4 s, for: 3 s, adds: 300 ms }",
  ]);

/** Nodes of all classes come and go, on some channels and on all. */
const changing = (): Pick<GossipScenario, "subscriptions"> => ({
  subscriptions: [
    { at: 2e6, classes: ["home"], does: "unsubscribe", over: 2e6 },
    { at: 3e6, classes: ["server"], does: "unsubscribe", channels: [1], over: 3e6 },
    { at: 5e6, classes: ["home"], does: "subscribe", channels: [0, 2], over: 1e6 },
    { at: 7e6, classes: ["server"], does: "subscribe", channels: [1], over: 0 },
  ],
});

/** On so many threads; up to a window, or to the end. */
function run(scenario: GossipScenario, threads: number, windows = Infinity) {
  const overlay = overlayOf(scenario, createStreams(String(scenario.seed), 0));
  const simulation = divide(scenario, identityOf(scenario), {
    cuts: cutsOf(threads, overlay),
    lookaheadUs: lagUsOf(scenario, overlay),
    overlay,
  })!;
  // Asked for so many events it may only wait for threads that do not stand yet.
  for (let window = 0; window < windows && simulation.advance(0); window++);
  return { simulation, result: simulation.finish() };
}

function whole(scenario: GossipScenario, untilUs = Infinity) {
  const simulation = gossipModel.createSimulation(scenario, identityOf(scenario));
  simulation.advance(untilUs);
  return simulation.finish();
}

describe("a gossip network on several threads", () => {
  it.each(["flood", "go", "rustJune", "rustFork"])("is that of one, on 2, 3 and 4: %s", (transport) => {
    const scenario = busy(transport);
    const one = whole(scenario);
    expect(Number(one.metrics.find(({ name }) => name === "messages.published")?.value)).toBeGreaterThan(30);
    for (const threads of [2, 3, 4]) expect(run(scenario, threads).result).toEqual(one);
  });

  it.each(["flood", "gossipSub", "go", "rustJune", "rustFork"])(
    "is that of one where nodes subscribe and unsubscribe, on 2 and 3: %s",
    (transport) => {
      const scenario = { ...busy(transport), ...changing() };
      const one = whole(scenario);
      expect(one).not.toEqual(whole(busy(transport)));
      for (const threads of [2, 3]) expect(run(scenario, threads).result).toEqual(one);
    },
  );

  it("counts what limits keep nodes from as one thread does", () => {
    const scenario = { ...busy("go"), mesh: { ...busy("go").mesh, iHaveIds: 1 } };
    const one = whole(scenario);
    expect(Number(one.metrics.find(({ name }) => name === "offers.untold")?.value)).toBeGreaterThan(1000);
    expect(run(scenario, 2).result).toEqual(one);
  });

  it("ends wherever it is stopped as one thread does there, with all its messages accounted for", () => {
    const scenario = busy("go");
    const { simulation, result } = run(scenario, 2, 90);
    expect(simulation.nowUs).toBeLessThan(simulation.horizonUs);
    expect(result).toEqual(whole(scenario, simulation.nowUs));
  });

  it("ended before its threads stand is that of one at its beginning", () => {
    const { simulation, result } = run(busy("go"), 3, 0);
    expect(simulation.nowUs).toBe(0);
    expect(result).toEqual(whole(busy("go"), -1));
  });

  it("is that of one whatever a scenario says, wherever it is stopped", () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 1, max: 400 }),
        (drawn, threads, windows) => {
          const scenario = playedOf({
            ...drawn,
            discovery: undefined,
            faults: drawn.faults.filter(({ fault }) => fault !== "crash"),
          });
          // A channel of users may have too few nodes to be divided.
          fc.pre(cutsOf(threads, overlayOf(scenario, createStreams(String(scenario.seed), 0))).length > 2);
          const { simulation, result } = run(scenario, threads, windows);
          const isOver = simulation.nowUs === simulation.horizonUs;
          expect(result).toEqual(whole(scenario, isOver ? Infinity : simulation.nowUs));
        },
      ),
      { seed: 15, numRuns: 8 },
    );
  });

  it("is left to one thread where nodes crash, all are in one region, or little happens", () => {
    const nodes = "nodes: [{ class: server, count: 100 }]";
    const messages = "messages: [{ flow: frame, size: 1 kB, every: 1 s }]";
    const crashing = load([
      nodes,
      messages,
      "faults: [{ fault: crash, at: 1 s, for: 1 s, from: { classes: [server] } }]",
    ]);
    const together = load([nodes, messages, "regions: { shares: { europe: 1 } }"]);
    const lags = [crashing, together, load([nodes, messages])].map((one) =>
      lagUsOf(one, overlayOf(one, createStreams("1", 0))),
    );
    expect(lags).toEqual([0, 0, 60_000]);
    const quiet = gossipModel.createSimulation(load([nodes, messages]), { ...identityOf({ seed: 1 }), threads: 2 });
    expect(() => quiet.save()).not.toThrow();
  });
});
