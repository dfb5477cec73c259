/** An observer of a run changes nothing in it, and sees everything. */
import { describe, expect, it } from "vitest";
import { RunRecorder } from "../sim/experiment/trace/run-recorder.js";
import { identity, smallScenario } from "../test/network-kit.js";
import type { Scenario } from "./scenario/schema.js";
import type { RunResult } from "./run.js";
import { createSimulation } from "./simulation.js";

const networks: readonly (readonly [era: string, scenario: Scenario])[] = [
  ["v2.1-frames", smallScenario({ rules: "v2.1-frames", operators: [{ class: "a", count: 12, workers: 3, uptime: "90 %" }] })],
  ["v2.0.6", smallScenario({ rules: "v2.0.6", operators: [{ class: "a", count: 9, workers: 2, uptime: "90 %" }] })],
  ["dawn", smallScenario({ rules: "dawn", operators: [{ class: "a", count: 30, workers: 2, uptime: "90 %" }] })],
]; // prettier-ignore

/** A run in slices, observed or not. */
function run(scenario: Scenario, observer?: RunRecorder): { readonly result: RunResult; readonly eventCount: number } {
  const simulation = createSimulation(scenario, { ...identity(), ...(observer && { observer }) });
  for (let untilUs = 0; simulation.advance(untilUs); untilUs += 900_000_000);
  const result = simulation.finish();
  observer?.close(simulation.nowUs);
  return { result, eventCount: simulation.eventCount };
}

describe("a watched run", () => {
  it.each(networks)("of %s is the same as one that nobody looks at", (_era, scenario) => {
    const plain = run(scenario).result;
    const watched = run(scenario, new RunRecorder()).result;
    expect(watched.fingerprint).toBe(plain.fingerprint);
    expect(watched.tables).toEqual(plain.tables);
    expect(watched.metrics).toEqual(plain.metrics);
  });

  it.each(networks)("of %s shows every event, draws with their names, and the state", (_era, scenario) => {
    const recorder = new RunRecorder();
    const { eventCount } = run(scenario, recorder);
    expect(eventCount).toBeGreaterThan(10);
    expect(recorder.rowCount).toBe(eventCount + 2);
    expect(recorder.draws.total).toBeGreaterThan(10);
    expect(recorder.drawOf(0, 0)?.purpose).not.toBe("");
    expect(new Set(recorder.columns.folded.view()).size).toBe(eventCount + 2);
    const online = recorder.state().find(({ name }) => name === "nodes.online");
    expect(online?.rowCount).toBeGreaterThan(8);
  });

  it("shows the same again, whatever slices it is cut into", () => {
    const [, scenario] = networks[0];
    const [one, other] = [new RunRecorder(), new RunRecorder()];
    run(scenario, one);
    const whole = createSimulation(scenario, { ...identity(), observer: other });
    whole.advance(Number.POSITIVE_INFINITY);
    whole.finish();
    other.close(whole.nowUs);
    for (const [name, column] of Object.entries(one.columns)) {
      expect(other.columns[name as keyof typeof other.columns].view()).toEqual(column.view());
    }
    expect(other.draws.columns.value.view()).toEqual(one.draws.columns.value.view());
  });
});
