import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { valuesOf } from "../../sim/table/result-table.js";
import { gossipModel } from "./gossip-model.js";
import { gossipSceneWords } from "./scene.js";

const text = `model: gossip
name: small
horizon: 30 s
nodes: [{ class: server, count: 150 }, { class: mute, count: 20, listens: false }]
messages: [{ flow: frame, size: 20 kB, every: 1 s, until: 25 s }]
`;
const load = () => loadScenarioOf(gossipModel, `${folderWith({ "small.yaml": text })}/small.yaml`).scenario;
const identity = { seed: "1", replication: 0, replay: "npm test" };

describe("a scene of gossip", () => {
  it("shows of the message that was published last who has heard it, as the tables say", () => {
    const scenario = load();
    const simulation = gossipModel.createSimulation(scenario, identity);
    expect(simulation.scene!()).toEqual({ spread: null, bars: [[0], [0], [0]] });
    simulation.advance(Infinity);
    const { spread, bars } = simulation.scene!()!;
    const { series } = simulation.finish().tables;
    const column = (name: string): number[] => Array.from(valuesOf(series, name), Number);
    const last = series.rowCount - 1;
    const reached = spread!.heard.map((row) => row.at(-1)!).reduce((sum, count) => sum + count, 0);
    expect(reached).toBe(column("reached_nodes")[last]);
    expect(spread!.expected.reduce((sum, count) => sum + count, 0)).toBe(column("expected_nodes")[last]);
    expect(spread!.of).toBe(
      `frame ${last}, of node ${column("author")[last]}, published at ${column("time_s")[last].toFixed(3)} s`,
    );
    expect(spread!.elapsedMs.at(-1)!).toBeGreaterThanOrEqual(column("last_ms")[last]);
    expect(bars![0]).toEqual([series.rowCount]);
    expect(spread!.heard.length).toBe(gossipSceneWords(scenario).spread!.groups.length);
  });

  it("shows a message that was published by then, and changes nothing", () => {
    const scenario = load();
    const simulation = gossipModel.createSimulation(scenario, identity);
    const undisturbed = gossipModel.createSimulation(scenario, identity);
    const shown: number[] = [];
    // Messages are planned before they are published, and none is old yet.
    for (let tenth = 95; tenth < 200; tenth++) {
      simulation.advance(tenth * 1e5);
      const { spread } = simulation.scene!()!;
      if (spread !== null && spread !== undefined) shown.push(tenth / 10 - Number(/at ([\d.]+) s/.exec(spread.of)![1]));
    }
    expect(shown.length).toBeGreaterThan(10);
    simulation.advance(20e6);
    for (let second = 20; second <= 30; second++) {
      simulation.advance(second * 1e6);
      shown.push(second - Number(/at ([\d.]+) s/.exec(simulation.scene!()!.spread!.of)![1]));
    }
    expect(shown.every((age) => age >= 0 && age < 12)).toBe(true);
    undisturbed.advance(Infinity);
    expect(simulation.finish().fingerprint).toBe(undisturbed.finish().fingerprint);
  });
});
