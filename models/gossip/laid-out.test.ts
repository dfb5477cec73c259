import { describe, expect, it } from "vitest";
import { folderWith } from "../../test/scenario-files.js";
import { loadScenarioOf } from "../../sim/experiment/library/load-scenario.js";
import { execute } from "../../sim/experiment/replicate/execute.js";
import { RunRecorder } from "../../sim/experiment/trace/run-recorder.js";
import { valuesOf } from "../../sim/table/result-table.js";
import { gossipModel } from "./gossip-model.js";

const text = (nodes: number): string => `model: gossip
name: large
horizon: 2 s
nodes: [{ class: server, count: ${nodes} }]
messages: [{ flow: frame, size: 1 kB, at: 1 s, every: 500 ms }]
`;
const load = (nodes: number) =>
  loadScenarioOf(gossipModel, `${folderWith({ "large.yaml": text(nodes) })}/large.yaml`).scenario;
const identity = { seed: "1", replication: 0, replay: "npm test" };
const begin = (nodes: number) => gossipModel.createSimulation(load(nodes), identity);

const connectionsIn = (simulation: ReturnType<typeof begin>): number => {
  const { overlay } = simulation.finish().tables;
  return Array.from(valuesOf(overlay!, "connections"), Number).reduce((sum, count) => sum + count, 0);
};

/** How often a run is asked to go on before time passes. */
function stepsBefore(simulation: ReturnType<typeof begin>): number {
  for (let steps = 0; ; steps++) {
    simulation.advance(simulation.horizonUs, 1000);
    if (simulation.nowUs > 0) return steps;
  }
}

describe("the network of a run of gossip", () => {
  it("is laid out in steps, the more the larger it is", () => {
    expect(stepsBefore(begin(12_000)) - stepsBefore(begin(2000))).toBeGreaterThanOrEqual(3 * 5);
  });

  it("is the same whether it is laid out in steps or at once, and for whoever observes it", () => {
    const [slowly, atOnce] = [begin(3000), begin(3000)];
    const observed = gossipModel.createSimulation(load(3000), { ...identity, observer: new RunRecorder() });
    observed.advance(Infinity);
    while (slowly.advance(slowly.horizonUs, 1000));
    atOnce.advance(Infinity);
    const { fingerprint } = atOnce.finish();
    expect([slowly.finish().fingerprint, observed.finish().fingerprint]).toEqual([fingerprint, fingerprint]);
  });

  it("connects nobody yet where somebody interrupts meanwhile, and all else of the result is there", async () => {
    const simulation = begin(3000);
    for (let k = 0; k < 5; k++) expect(simulation.advance(simulation.horizonUs, 1000)).toBe(true);
    expect(connectionsIn(simulation)).toBe(0);
    expect(connectionsIn(begin(3000))).toBe(0);
    const begun = begin(3000);
    begun.advance(0);
    expect(connectionsIn(begun)).toBeGreaterThan(3000 * 10);
    const { results, interrupted } = await execute(gossipModel, load(3000), {
      replications: [0, 1],
      replayOf: () => "npm test",
      progress: { update: () => undefined },
      interrupt: { requested: true },
    });
    expect(interrupted).toBe(true);
    expect(results.map(({ metrics }) => metrics.find(({ name }) => name === "messages.published")!.value)).toEqual([0]);
    expect(results[0].metrics.map(({ name }) => name)).toEqual(
      gossipModel.metricsOf(load(3000)).map(({ name }) => name),
    );
  });

  it("goes on from a stored moment with all its connections, however early it is interrupted", () => {
    const first = begin(3000);
    first.advance(1_500_000);
    const from = { atUs: first.nowUs, state: first.save() };
    const further = gossipModel.createSimulation(load(3000), { ...identity, from });
    expect(further.advance(further.horizonUs, 1000)).toBe(true);
    expect([further.nowUs, further.frame]).toEqual([from.atUs, 1]);
    expect(further.finish().fingerprint).toBe(first.finish().fingerprint);
  });
});
