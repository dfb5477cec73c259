/** What would make a simulated network differ from itself is found; that all shipped ones are the same twice: `twice.slow.test.ts`. */
import { describe, expect, it } from "vitest";
import type { RunObserver, ObservedRun } from "../sim/kernel/run-observer.js";
import type { StateColumn } from "../sim/table/state-column.js";
import type { RunIdentity } from "../models/run.js";
import { metricsOfScenario } from "../models/metrics-of-scenario.js";
import { createSimulation } from "../models/simulation.js";
import type { Scenario } from "../models/scenario/schema.js";
import { runTwice, type TwiceResult } from "../sim/experiment/twice/twice.js";
import { smallScenario } from "./network-kit.js";

const watching = {
  replay: "a test",
  progress: { update() {}, stop() {} },
  interrupt: { requested: false, release() {} },
};
const lively = smallScenario({
  rules: "v2.1-epoch",
  operators: [{ class: "a", count: 12, workers: 3, uptime: "90 %", outage: "5 min" }],
});

/** Runs twice; in every second run, `meddle` gets the columns of the state just before the 40th event. */
function twiceWith(scenario: Scenario, meddle: (columns: readonly StateColumn[]) => void): Promise<TwiceResult> {
  let runs = 0;
  const begin = (of: Scenario, identity: RunIdentity) => {
    const watch = identity.observer as RunObserver;
    return createSimulation(of, runs++ % 2 === 0 ? identity : { ...identity, observer: meddling(watch, meddle) });
  };
  return runTwice({ createSimulation: begin, metricsOf: metricsOfScenario }, scenario, watching);
}

function meddling(watch: RunObserver, meddle: (columns: readonly StateColumn[]) => void): RunObserver {
  let events = 0;
  let watched: ObservedRun | undefined;
  return {
    draws: watch.draws,
    attach(run) {
      watched = run;
      watch.attach(run);
    },
    begin(event) {
      if (++events === 40) meddle(watched?.state() ?? []);
      watch.begin(event);
    },
    end: (event) => watch.end(event),
  };
}

/** Changes the first value of a column. */
const change = (name: string) => (columns: readonly StateColumn[]) => {
  const values = columns.find((column) => column.name === name)?.values as Int32Array;
  values[0] += 1;
};

describe("a network that is run twice", () => {
  it("is found out where a value differs that nothing has read yet", async () => {
    const { finding } = await twiceWith(lively, change("allocations.retryFrame"));
    expect(finding).toMatchObject({ kind: "state", column: "allocations.retryFrame", row: 0 });
    expect(finding).toMatchObject({ again: expect.stringMatching(/not tried|placed/) as string });
    const { events } = finding as Extract<TwiceResult["finding"], { kind: "state" }>;
    expect(events.map(({ number }) => number)).toContain(40);
    expect(new Set(events.map(({ timeUs }) => timeUs)).size).toBe(1);
  });
});
