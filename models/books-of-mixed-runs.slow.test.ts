/** Money of operators through all that can happen to a network at once: every run ends with the invariants, and so does one that goes on from a stored one. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identity, type ScenarioText, smallScenario } from "../test/network-kit.js";
import { planOf } from "./plan/plan.js";
import type { Scenario } from "./scenario/schema.js";
import type { RunResult, StoredMoment } from "./run.js";
import { createSimulation } from "./simulation.js";

const hourUs = 3_600_000_000;
const cost = { hardware: "40 USD", life: "60 d", power: "90 W", energy: "0.25 USD/kWh", hosting: "12 USD/month", resale: "40 %", tax: "30 %" }; // prettier-ignore

const mixes = fc.record({
  seed: fc.nat(10_000),
  fidelity: fc.constantFrom("frame", "epoch"),
  price: fc.constantFrom("0.0000005 USD", "0.00001 USD", "0.002 USD"),
  response: fc.constantFrom("exit", "pause", "shrink"),
  sells: fc.constantFrom("at once", "hold", "cover costs"),
  status: fc.constantFrom("aggregate", "lastOperation"),
  uptime: fc.constantFrom("100 %", "85 %"),
  timeline: fc.subarray(["reset", "dropped", "release", "leaves", "vanish", "price", "outage"], { maxLength: 4 }),
  storedAt: fc.integer({ min: 1, max: 60 }),
});

/** What happens on a date. */
const entries: { readonly [name: string]: readonly ScenarioText[] } = {
  reset: [{ at: "21 h", reset: { prefixBits: 6, pause: "1 h" } }],
  dropped: [{ at: "33 h", reset: { prefixBits: 6, allocations: "dropped" } }],
  // Other filters come with another grid.
  release: [
    { at: "30 h", release: { rules: "v2.1-simplex" } },
    { at: "30 h", reset: { prefixBits: 6 } },
  ],
  leaves: [{ at: "17 h", departures: { class: "many", share: "30 %" } }],
  vanish: [{ at: "28 h", departures: { class: "many", share: "30 %", how: "vanish" } }],
  price: [{ at: "25 h", change: { "market.price.model.volatility": "9000 % a year" } }],
  outage: [{ at: "12 h", outage: { share: "50 %", for: "9 h" } }],
};

function scenarioOf(mix: Omit<typeof mixes extends fc.Arbitrary<infer Mix> ? Mix : never, "seed" | "storedAt">): Scenario {
  const { fidelity, price, response, sells, status, uptime, timeline } = mix;
  const policy = { kind: "by profit", patience: "5 h", short: "5 %", surplus: "10 %", response, step: "40 %", most: 5, cluster: "3 %" };
  const kept = { cost, cash: "300 USD", sells, policy, tokens: "7 QUIL", decides: { every: "3 h", delay: "40 min" } };
  return smallScenario({
    rules: "v2.1-epoch",
    fidelity,
    horizon: "2.5 d",
    switches: { epochFrames: 120, proverStatus: status },
    operators: [
      { ...kept, class: "many", count: 5, nodes: 3, workers: 2, uptime, outage: "3 h", leave: "half-life 3 d", arrive: "3/d" },
      { ...kept, class: "outside", count: 1, outside: 3, workers: 4, decides: { every: "2 h" } },
      { class: "free", count: 6, workers: 2, equivocate: "1/d" },
    ],
    shards: { count: 6, world: "20 GB", growth: "20 %/month" },
    issuance: { supply: "1000000 QUIL" },
    grants: [{ list: "second", total: "100001 units", at: "9 h" }, { list: "first", to: [] }],
    market: { price: { start: price, step: "2 h", model: { kind: "geometric brownian motion", volatility: "2000 % a year" } } },
    fees: { transactions: "1/s", bytes: "1 kB" },
    timeline: timeline.flatMap((name) => entries[name]),
  });
} // prettier-ignore

function finished(scenario: Scenario, seed: string, from?: StoredMoment): RunResult {
  const simulation = createSimulation(scenario, { ...identity(seed), ...(from !== undefined && { from }) });
  simulation.advance(Number.POSITIVE_INFINITY);
  return simulation.finish();
}

describe("units and dollars of operators", () => {
  it("are conserved through resets, releases, grants, taxes, evictions, clusters and exits, by frames and by epochs, and where a run is stored and goes on", () => {
    let [left, taxed] = [0, 0];
    fc.assert(
      fc.property(mixes, ({ seed, storedAt, ...mix }) => {
        const scenario = scenarioOf(mix);
        expect(planOf(scenario).infeasible).toEqual([]);
        // Ends with the invariants, closed books among them.
        const whole = finished(scenario, String(seed));
        const stored = createSimulation(scenario, { ...identity(String(seed)), isStored: true });
        stored.advance(storedAt * hourUs);
        const moment = { atUs: storedAt * hourUs, state: stored.save() };
        const later = finished(scenario, String(seed), moment);
        expect(later.metrics).toEqual(whole.metrics);
        const metric = (name: string): number => Number(whole.metrics.find((one) => one.name === name)?.value);
        left += metric("money.operatorsLeft");
        taxed += metric("operators.tax_usd[class=many]") > 0 ? 1 : 0;
      }),
      { seed: 4, numRuns: 12 },
    );
    expect(left).toBeGreaterThan(5);
    expect(taxed).toBeGreaterThan(1);
  });
});
