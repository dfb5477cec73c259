/** A window of each kind of model, held to the format of viewers. */
import { describe, expect, it } from "vitest";
import { faultsOf, readChromeTrace } from "../test/chrome-trace.js";
import { folderWith } from "../test/scenario-files.js";
import type { Model } from "../sim/experiment/model.js";
import { loadScenarioOf } from "../sim/experiment/library/load-scenario.js";
import { chromeTrace } from "../sim/experiment/trace/chrome-trace.js";
import type { TraceWindow } from "../sim/experiment/trace/trace-window.js";
import { WindowTracer } from "../sim/experiment/trace/window-tracer.js";
import { gossipModel } from "./gossip/gossip-model.js";
import { quilibrium } from "./quilibrium.js";
import { relayModel } from "./relay/relay-model.js";

const identity = { seed: "1", replication: 0, replay: "npm test" };
const facts = { scenario: "any", seed: "1", replication: 0 };

const gossip = `model: gossip
name: small
horizon: 20 s
nodes: [{ class: server, count: 60, download: 50 Mbit/s }]
messages: [{ flow: frame, size: 20 kB, every: 1 s }]
`;
const village = `name: village
horizon: 2 h
operators: [{ class: home, count: 30, workers: 2, uptime: 80 %, outage: 10 min }]
shards: { count: 8, world: 8 GB }
`;

function traced(model: Model, text: string, window: TraceWindow) {
  const { scenario } = text.endsWith(".yaml")
    ? loadScenarioOf(model, text)
    : loadScenarioOf(model, `${folderWith({ "a.yaml": text })}/a.yaml`);
  const run = (tracer?: WindowTracer): string => {
    const watched = tracer === undefined ? identity : { ...identity, observer: tracer, profiler: tracer };
    const simulation = model.createSimulation(scenario, watched);
    simulation.advance(Infinity);
    return simulation.finish().fingerprint;
  };
  const tracer = new WindowTracer(window);
  const [watched, alone] = [run(tracer), run()];
  expect(watched).toBe(alone);
  const read = readChromeTrace([...chromeTrace(tracer, facts)].join(""));
  expect(faultsOf(read, window)).toEqual([]);
  const count = (ph: string, cat: string): number =>
    read.events.filter((one) => one.ph === ph && one.cat === cat).length;
  return { events: read.events, count };
}

describe("a traced window", () => {
  it("of gossip leads every message from its sender to where it arrives", () => {
    const { events, count } = traced(gossipModel, gossip, { fromUs: 12e6, toUs: 15e6 });
    expect(count("s", "message")).toBeGreaterThan(100);
    const arrivals = events.filter(({ name, ph }) => ph === "X" && name === "payload: arrival");
    const ends = events.filter(({ name, ph }) => ph === "f" && name === "payload: arrival");
    // Those that were sent before the window begins have no beginning in it.
    expect(arrivals.length).toBeGreaterThanOrEqual(ends.length);
    expect(ends.length).toBeGreaterThan(0.9 * arrivals.length);
  });

  it("of a relay has the way of a block", () => {
    const file = new URL("../scenarios/network/cluster52.yaml", import.meta.url).pathname;
    const { events } = traced(relayModel, file, { fromUs: 100e6, toUs: 110e6 });
    const names = new Set(events.filter(({ ph }) => ph === "f").map(({ name }) => name));
    for (const type of ["header", "request", "start", "body"])
      expect([...names].some((name) => name?.startsWith(type))).toBe(true);
  });

  it("of a network has its frames with their steps, and what happens to nodes on tracks of theirs", () => {
    const { events, count } = traced(quilibrium, village, { fromUs: 0, toUs: 7200e6 });
    const frames = events.filter(({ name, cat, pid }) => cat === "event" && name === "frame" && pid === 2);
    expect(frames.length).toBeGreaterThan(10);
    const steps = events.filter(({ ph, cat }) => ph === "X" && cat === "step");
    expect(count("X", "step")).toBe(
      steps.filter(({ name }) => name === "presence").length * new Set(steps.map(({ name }) => name)).size,
    );
    expect(events.some(({ name, pid }) => pid === 1 && name === "presence")).toBe(true);
    expect(count("s", "message")).toBe(0);
  });
});
