/** Extreme values of every field: each is refused at its position in the file, or the network runs with all its figures in range. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Extreme, extremesOf, withValue } from "../../../test/extreme-values.js";
import { runScenario, type ScenarioText, smallScenario } from "../../../test/network-kit.js";
import { planOf } from "../plan.js";
import { rangeRefusals, ranges } from "./range-refusals.js";
import { scenarioSchema } from "../../scenario/schema.js";
import { switchesOf } from "../../scenario/switches.js";

const nodes = { count: 6, workers: 2, uptime: "90 %", outage: "10 min" };
const horizon = "40 min";
const basis = { name: "extreme", horizon, report: { every: "5 min" } };
const bases: readonly ScenarioText[] = [
  {
    ...basis,
    switches: { epochFrames: 60, maximumProvers: 8 },
    frames: {},
    operators: [
      { class: "nodes", ...nodes, arrive: "30/d", equivocate: "2/d", holds: "99 %" },
      { class: "others", ...nodes },
    ],
    shards: { count: 2, world: "2 GB", growth: "10 %/month" },
    fees: { transactions: "1/s", bytes: "300 B" },
    archives: { uptime: "99 %" },
    consensus: { leaderTimeouts: "on" },
    issuance: { supply: "1000000 QUIL" },
  },
  ...["dusk", "dawn", "v2.0.6"].map((rules) => ({
    ...basis,
    rules,
    operators: [{ class: "nodes", ...nodes }],
    shards: { count: 1, world: "2 GB" },
  })),
];

/** Networks that take longer than a test has. */
const isLarge = ({ workers, shards, frames }: ReturnType<typeof planOf>): boolean =>
  workers > 5000 || shards > 2000 || frames > 50_000;

/** What became of a scenario; throws where it ran and a figure left its range. */
function fate(fields: unknown): "no such file" | "refused" | "too large" | "ran" {
  const parsed = scenarioSchema.safeParse(fields);
  if (!parsed.success) return "no such file";
  const plan = planOf(parsed.data);
  if (plan.infeasible.length > 0) return "refused";
  if (isLarge(plan)) return "too large";
  runScenario(parsed.data);
  return "ran";
}

const extremes = extremesOf(scenarioSchema);

describe("extreme values", () => {
  it.each(bases)("of every field are refused or run: rules $rules", (base) => {
    const fates = extremes.map((extreme) => {
      try {
        return fate(withValue(base, extreme.steps, extreme.value));
      } catch (error) {
        throw new Error(`${extreme.steps.join(".")}: ${String(extreme.value)}`, { cause: error });
      }
    });
    expect(fates.filter((each) => each === "ran").length).toBeGreaterThan(60);
    expect(fates.filter((each) => each === "refused").length).toBeGreaterThan(20);
  });

  it("of three fields at once are refused or run", () => {
    const drawn = fc.tuple(
      fc.constantFrom(...bases),
      fc.array(fc.constantFrom(...extremes), { minLength: 3, maxLength: 3 }),
    );
    const property = fc.property(drawn, ([base, three]: [ScenarioText, Extreme[]]) => {
      expect(() =>
        fate(three.reduce<unknown>((fields, { steps, value }) => withValue(fields, steps, value), base)),
      ).not.toThrow();
    });
    fc.assert(property, { seed: 1, numRuns: 300, endOnFailure: true });
  });
});

/** Where a network is refused because of a range. */
const refusedAt = (fields: ScenarioText): readonly string[] => {
  const scenario = smallScenario({ ...bases[0], ...fields });
  const nodesOfClass = scenario.operators.map(({ count, nodes: each }) => count * each);
  return rangeRefusals(scenario, switchesOf(scenario), nodesOfClass).map(({ path }) => path);
};

describe("ranges", () => {
  const shards = { count: 2, world: "2 GB" };

  it.each<[string, ScenarioText]>([
    ["frames.first", { frames: { first: ranges.lastFrame } }],
    ["shards.world", { shards: { count: 2, world: "4 PB" } }],
    ["shards.growth", { shards: { ...shards, growth: "500000 %/month" }, horizon: "60 d" }],
    ["fees.transactions", { fees: { transactions: "100000/s", bytes: "1 GB" } }],
    ["shards.leaf", { shards: { ...shards, leaf: "0 B" } }],
    ["shards.leaf", { shards: { count: 16, world: "160 TB", leaf: "1 kB" } }],
    ["issuance.supply", { issuance: { supply: "100000000000000000000 QUIL" } }],
    ["horizon", { rules: "dusk", horizon: "200 y", shards }],
    ["dusk.squaringsPerMs", { rules: "dusk", horizon: "20 y", shards, dusk: { squaringsPerMs: 1_000_000 } }],
    ["dawn.round", { rules: "dawn", dawn: { round: "1 us" } }],
  ])("are refused at %s: %o", (path, fields) => {
    expect(refusedAt(fields)).toEqual([path]);
  });

  it("let ordinary networks through", () => {
    expect(refusedAt({})).toEqual([]);
    expect(refusedAt({ horizon: "5 y" })).toEqual([]);
  });
});
