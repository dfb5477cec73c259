/** Times of every length and rates of every size: what lies beyond the horizon never happens, whatever the seed draws. */
import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identity, type ScenarioText } from "../../../test/network-kit.js";
import { planOf } from "../../plan/plan.js";
import { scenarioSchema } from "../../scenario/schema.js";
import { createSimulation } from "../../simulation.js";

const lengths = fc.constantFrom("0 s", "1 us", "7 ms", "1 s", "90 s", "2 h", "3 d", "1 y", "100 y", "284 y");
const rates = fc.constantFrom(
  "0/d",
  "1/h",
  "3/d",
  "0.000000001/y",
  `0.${"0".repeat(300)}1/y`,
  `0.${"0".repeat(320)}1/s`,
);
const shares = fc.constantFrom("0 %", "0.0000001 %", "50 %", "99.99999 %", `99.${"9".repeat(13)} %`, "100 %");
const days = fc.constantFrom(0.01, 1, 400, 1e9, 1e200, Number.MAX_VALUE);

const leaves = fc.oneof(
  fc.constant("never"),
  lengths.map((length) => `half-life ${length}`),
  lengths.map((length) => `after ${length}`),
);
const measured = days.map((day) => ({
  observed: { source: "a test", timeDays: [0, day], columns: { "population.workers": [6, 30] } },
}));

/** What a class says, and what the network does, one thing at a time. */
const ofClass: fc.Arbitrary<ScenarioText> = fc.oneof(
  lengths.map((until) => ({ appear: { until } })),
  rates.map((arrive) => ({ arrive })),
  leaves.map((leave) => ({ leave })),
  fc.record({ uptime: shares, outage: lengths, pauses: fc.boolean() }),
  rates.map((equivocate) => ({ equivocate })),
  lengths.map((mergeSeniority) => ({ mergeSeniority })),
  shares.map((holds) => ({ holds })),
);
const ofNetwork: fc.Arbitrary<ScenarioText> = fc.oneof(
  fc.constant({}),
  fc.constantFrom("1 s", "3 d", "100 y").map((pace) => ({ frames: { pace } })),
  lengths.map((every) => ({ report: { every } })),
  // Outages of archives are drawn one by one as far as anybody looks, so short ones take their time.
  fc.record({ uptime: shares, outage: fc.constantFrom("3 d", "1 y", "284 y") }).map((archives) => ({ archives })),
  lengths.map((round) => ({ rules: "dawn", dawn: { round } })),
  fc.constantFrom("v2.1-frames", "v2.0.6", "dusk").map((rules) => ({ rules })),
);
const written: fc.Arbitrary<ScenarioText> = fc
  .record({
    horizon: fc.constantFrom("1 h", "2 d", "1 y", "284 y"),
    entries: fc.array(ofClass, { minLength: 1, maxLength: 2 }),
    network: ofNetwork,
    follows: fc.option(measured),
  })
  .map(({ horizon, entries, network, follows }) => {
    const operators: ScenarioText = Object.assign({ class: "nodes", count: 3, workers: 2 }, ...entries);
    return {
      name: "extreme",
      horizon,
      report: { every: horizon },
      shards: { count: 2, world: "2 GB" },
      operators: [follows === null ? operators : { ...operators, follow: "population.workers" }],
      ...network,
      ...follows,
    };
  });

/** Whether the network can be; one that can is run for some events, which must not throw. */
function survives(fields: ScenarioText, seed: string): boolean {
  const read = scenarioSchema.safeParse(fields);
  if (!read.success || planOf(read.data).infeasible.length > 0) return false;
  const simulation = createSimulation(read.data, identity(seed));
  simulation.advance(Number.POSITIVE_INFINITY, 2000);
  return true;
}

describe("lengths and rates without bound", () => {
  it("have one door to the kernel in all models, which knows the horizon", () => {
    const models = new URL("../../", import.meta.url);
    const names = readdirSync(models, { recursive: true, encoding: "utf8" });
    const sources = names.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
    expect(sources.length).toBeGreaterThan(100);
    const past = sources.filter((name) => /\.schedule(After)?\(/.test(readFileSync(new URL(name, models), "utf8")));
    expect(past).toEqual([]);
  });

  it("never put anything beyond what the clock can tell", () => {
    let ran = 0;
    const property = fc.property(written, fc.nat().map(String), (fields, seed) => {
      if (survives(fields, seed)) ran++;
    });
    fc.assert(property, { seed: 12, numRuns: 300 });
    expect(ran).toBeGreaterThan(150);
  });
});
