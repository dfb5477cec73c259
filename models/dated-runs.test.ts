/** A run with a timeline of everything comes to the same in one go, in slices, and stored and gone on with anywhere, also by a fork. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datedNetwork } from "../test/dated-network.js";
import { identity, smallScenario } from "../test/network-kit.js";
import { writtenRun } from "../test/written-run.js";
import { auditRun } from "./checks/audit-run.js";
import type { Scenario } from "./scenario/schema.js";
import type { RunResult, StoredMoment } from "./run.js";
import { createSimulation } from "./simulation.js";

const scenario = smallScenario(datedNetwork);
const run = { ...identity("12"), events: true };
const secondUs = 1_000_000;
const horizonS = scenario.horizon / secondUs;

function storedAt(atUs: number, from?: StoredMoment, of: Scenario = scenario): StoredMoment {
  const simulation = createSimulation(of, { ...run, isStored: true, ...(from !== undefined && { from }) });
  simulation.advance(atUs);
  return { atUs, state: simulation.save() };
}

function finished(from?: StoredMoment, of: Scenario = scenario): RunResult {
  const simulation = createSimulation(of, { ...run, ...(from !== undefined && { from }) });
  simulation.advance(Number.POSITIVE_INFINITY);
  return simulation.finish();
}

const moments = fc.uniqueArray(fc.integer({ min: 0, max: horizonS }), { minLength: 2, maxLength: 2 });

describe("a run with a timeline of everything", () => {
  const whole = finished();

  it("has had all of it", () => {
    const entries = whole.tables.timeline?.columns.find(({ name }) => name === "entry")?.values ?? [];
    expect(new Set(Array.from<unknown>(entries)).size).toBe(scenario.timeline?.length);
  });

  it("is found right by an audit", () => {
    expect(auditRun(writtenRun(scenario, "12")).findings).toEqual([]);
  });

  it("gives the same tables and log stored at any two moments, one after the other", () => {
    fc.assert(
      fc.property(moments, (at) => {
        const [first, second] = at.toSorted((a, b) => a - b).map((s) => s * secondUs);
        const again = finished(storedAt(second, storedAt(first)));
        expect(again.fingerprint).toBe(whole.fingerprint);
        expect(again.tables).toEqual(whole.tables);
      }),
      { seed: 3, numRuns: 2 },
    );
  });

  it("gives the same where its last events are added by the fork alone", () => {
    const earlier = smallScenario({ ...datedNetwork, timeline: (datedNetwork["timeline"] as object[]).slice(0, 7) });
    const later = smallScenario({
      ...datedNetwork,
      timeline: (datedNetwork["timeline"] as object[]).slice(0, 10),
    });
    const fork = finished(storedAt(5 * 3600 * secondUs, undefined, earlier), later);
    expect(fork.fingerprint).toBe(finished(undefined, later).fingerprint);
  });
});
