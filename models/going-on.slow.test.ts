/** A run that goes on from a stored one: with a later or earlier horizon, and with other values. */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { identity, type ScenarioText, smallScenario } from "../test/network-kit.js";
import { StateError } from "../sim/table/state-error.js";
import type { Scenario } from "./scenario/schema.js";
import type { RunResult, StoredMoment } from "./run.js";
import { createSimulation } from "./simulation.js";

const hourUs = 3_600_000_000;
const run = { ...identity("7"), events: true };

/** Runs up to a moment and stores it there. */
function storedAt(scenario: Scenario, atUs: number): StoredMoment {
  const simulation = createSimulation(scenario, { ...run, isStored: true });
  simulation.advance(atUs);
  return { atUs, state: simulation.save() };
}

function finished(scenario: Scenario, from?: StoredMoment): RunResult {
  const simulation = createSimulation(scenario, { ...run, ...(from !== undefined && { from }) });
  simulation.advance(Number.POSITIVE_INFINITY);
  return simulation.finish();
}

const eras = new URL("../scenarios/eras/", import.meta.url);
const era = (name: string): ScenarioText => parse(readFileSync(new URL(`${name}.yaml`, eras), "utf8")) as ScenarioText;

/** Whatever is planned for later is in it: arrivals, leaves, outages, appearances, a measurement that is followed. */
const busy: ScenarioText = {
  rules: "v2.1-epoch",
  operators: [
    { class: "moving", count: 6, workers: 3, uptime: "80 %", outage: "1 h", arrive: "40/d", leave: "half-life 4 h" },
    {
      class: "late",
      count: 9,
      workers: 2,
      appear: { from: "1 h", until: "9 h" },
      equivocate: "4/d",
      leave: "after 3 h",
    },
    { class: "following", count: 6, workers: 4, follow: "population.workers", pauses: true, uptime: "90 %" },
  ],
  switches: { epochFrames: 100 },
  shards: { count: 4, world: "20 GB", growth: "20 %/month" },
  fees: { transactions: "1/s", bytes: "10 kB" },
  observed: { source: "a test", timeDays: [0, 0.1, 0.3, 0.4], columns: { "population.workers": [10, 30, 20, 40] } },
};

/** The same by messages, while faults of the wire come and go. */
const faulty: ScenarioText = {
  ...busy,
  fidelity: "message",
  network: { jitter: "2 s", archives: { loss: "10 %" } },
  faults: [
    { fault: "cut", at: "50 min", for: "40 min", from: { classes: ["late"] }, to: { classes: ["archives"] } },
    { fault: "partition", at: "1 h", for: "30 min", every: "2 h", groups: [{ classes: ["moving"] }, { classes: ["following", "late"] }] }, // prettier-ignore
    { fault: "crash", at: "2 h", for: "10 min", from: { regions: ["europe", "na east"] } },
  ],
};

describe("a run that goes on with another horizon", () => {
  it.each<[string, number, ScenarioText]>([
    ["2.1", 4, busy],
    ["2.1, by messages", 4, faulty],
    ["Dawn", 4, era("dawn")],
    ["Dusk", 4, era("dusk")],
    // Four thousand nodes take their time.
    ["v2.0.6", 1, era("v2.0.6")],
  ])("comes to what that horizon would have come to from the start, in the era of %s", (_, hours, fields) => {
    const [short, long] = [hours, 2 * hours].map((horizon) => smallScenario({ ...fields, horizon: `${horizon} h` }));
    const [shorter, longer] = [finished(short), finished(long)];
    const property = fc.property(fc.noBias(fc.integer({ min: 0, max: hours * 3600 })), (second) => {
      expect(finished(long, storedAt(short, second * 1_000_000))).toEqual(longer);
      expect(finished(short, storedAt(long, second * 1_000_000))).toEqual(shorter);
    });
    fc.assert(property, { seed: 3, numRuns: 2, examples: [[hours * 3600]] });
  });

  it("may end where it begins", () => {
    const scenario = smallScenario({ ...busy, horizon: "4 h" });
    expect(finished(scenario, storedAt(smallScenario({ ...busy, horizon: "8 h" }), 4 * hourUs))).toEqual(
      finished(scenario),
    );
  });
});

/** Rows of the series up to three hours. */
const rowsBefore = ({ tables: { series } }: RunResult): unknown[] => {
  const times = Array.from<unknown, number>(series.columns.find(({ name }) => name === "time_s")!.values, Number);
  const count = times.filter((time) => time <= 3 * 3600).length;
  return series.columns.map(({ values }) => Array.from<unknown>(values).slice(0, count));
};

describe("a run that goes on with other values", () => {
  const before = smallScenario({ ...busy, horizon: "8 h" });
  const operators = busy["operators"] as readonly object[];
  const withOperator = (k: number, fields: object): ScenarioText => ({
    operators: operators.map((operator, n) => (n === k ? { ...operator, ...fields } : operator)),
  });

  it.each<[string, ScenarioText]>([
    ["a lower uptime", withOperator(0, { uptime: "50 %" })],
    ["longer outages", withOperator(0, { outage: "3 h" })],
    ["nodes that are always online", withOperator(2, { uptime: "100 %" })],
    ["more arrivals", withOperator(0, { arrive: "200/d" })],
    ["no arrivals", withOperator(0, { arrive: "0/d" })],
    ["another strategy", withOperator(0, { strategy: "least replicated" })],
    ["nodes that answer no longer", withOperator(0, { answers: "never" })],
    ["outages without pauses", withOperator(2, { pauses: false })],
    ["more equivocations", withOperator(1, { equivocate: "200/d" })],
    ["messages that are lost", { network: { messageLoss: "30 %" } }],
    ["frames that compete", { consensus: { competingFrames: "60 %" } }],
    ["more transactions", { fees: { transactions: "5/s", bytes: "10 kB" } }],
    ["rows at other times", { report: { every: "7 min" } }],
    ["another supply", { issuance: { supply: "1000000 QUIL" } }],
  ])("keeps what happened before, parts afterwards, and adds up: %s", (_, fields) => {
    const moment = storedAt(before, 3 * hourUs);
    const unchanged = finished(before);
    const after = finished(smallScenario({ ...busy, horizon: "8 h", ...fields }), moment);
    expect(after.fingerprint).not.toBe(unchanged.fingerprint);
    expect(after.tables).not.toEqual(unchanged.tables);
    expect(rowsBefore(after)).toEqual(rowsBefore(unchanged));
  });

  it("is refused state of another kind of run", () => {
    const moment = storedAt(smallScenario({ horizon: "4 h" }), hourUs);
    expect(() => finished(before, moment)).toThrow(StateError);
    expect(() => createSimulation(smallScenario({ horizon: "4 h" }), { ...identity("7"), from: moment })).toThrow(
      StateError,
    );
  });
});
