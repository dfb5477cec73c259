/** Branches: runs that go on from a stored one with numbers of their own. */
import { describe, expect, it } from "vitest";
import { identity, type ScenarioText, smallScenario } from "../test/network-kit.js";
import type { Draw } from "../sim/random/draw-log.js";
import type { Scenario } from "./scenario/schema.js";
import type { RunIdentity, Simulation, StoredMoment } from "./run.js";
import { createSimulation } from "./simulation.js";
import { lastingPurposes } from "./state/purposes.js";

/** All that was drawn up to a moment: purposes by the names of draws. */
function drawn(scenario: Scenario, run: Partial<RunIdentity>, untilUs: number) {
  const byName = new Map<string, string>();
  const simulation = createSimulation(scenario, {
    ...identity("7"),
    ...run,
    observer: {
      attach() {},
      begin() {},
      end() {},
      draws: {
        record: ({ purpose, entity, second, counter }: Draw) =>
          void byName.set(`${purpose}/${entity}/${second}/${counter}`, purpose),
      },
    },
  });
  simulation.advance(untilUs);
  return { byName, simulation };
}
const momentOf = (simulation: Simulation): StoredMoment => ({
  atUs: simulation.nowUs,
  state: simulation.save(),
});

const coming = {
  class: "moving",
  count: 6,
  workers: 3,
  uptime: "80 %",
  outage: "1 h",
  arrive: "40/d",
  leave: "half-life 4 h",
};
const networks: readonly (readonly [name: string, fields: ScenarioText])[] = [
  [
    "June",
    {
      rules: "v2.1-epoch",
      operators: [
        coming,
        { class: "late", count: 9, workers: 2, appear: { from: "1 h", until: "9 h" }, equivocate: "4/d" },
        { class: "following", count: 6, workers: 4, follow: "population.workers", pauses: true, uptime: "90 %" },
        { class: "crowd", count: 9, workers: { total: 40, sigma: 0.7 } },
      ],
      switches: { epochFrames: 100 },
      shards: { count: 4, world: "20 GB", growth: "20 %/month" },
      fees: { transactions: "1/s", bytes: "10 kB" },
      observed: { source: "a test", timeDays: [0, 0.1, 0.3, 0.5], columns: { "population.workers": [10, 30, 20, 40] } },
    },
  ],
  ...(["hashModulo", "roundRobin"] as const).map(
    (leaderRule) =>
      [
        `October, ${leaderRule}, first votes, archives that fail`,
        {
          rules: "v2.1-simplex",
          switches: { creditedSigners: "quorum", leaderRule, epochFrames: 60 },
          operators: [coming, { class: "steady", count: 9, workers: 3, uptime: "95 %", outage: "10 min" }],
          archives: { count: 5, uptime: "80 %" },
          attackers: [{ kind: "withhold data", class: "steady", share: "50 %", start: "2 h", holds: "50 %" }],
        },
      ] as const,
  ),
  [
    "a timeline",
    {
      rules: "v2.1-epoch",
      operators: [coming],
      timeline: [
        { at: "2 h", outage: { class: "moving", share: "50 %", for: "8 h" } },
        { at: "3 h", release: { switches: { reconfirm: "ahead" }, adoption: "half-life 5 h", share: "90 %" } },
        { at: "4 h", arrivals: { class: "moving", count: 10, over: "8 h" } },
        { every: "3 h", departures: { class: "moving", share: "10 %", over: "1 h" } },
      ],
    },
  ],
  ["Dusk", { rules: "dusk", operators: [coming] }],
  ["Dawn", { rules: "dawn", operators: [coming] }],
];
const again = new Set<string>();

describe("a branch", () => {
  it.each(networks)("%s: draws nothing anew that was drawn before it began, but for what lasts", (_, fields) => {
    const scenario = smallScenario({ ...fields, horizon: "12 h" });
    const before = drawn(scenario, {}, scenario.horizon / 2);
    const after = drawn(scenario, { from: momentOf(before.simulation) }, scenario.horizon);
    const found = [...after.byName].flatMap(([name, purpose]) => (before.byName.has(name) ? [purpose] : []));
    for (const purpose of found) again.add(purpose);
    expect([...new Set(found)].filter((purpose) => !lastingPurposes.some((lasting) => lasting === purpose))).toEqual(
      [],
    );
  });

  it("keeps all that is in the list: each of them is drawn again by one of these networks", () => {
    expect([...again].sort()).toEqual([...lastingPurposes].sort());
  });

  it.each(networks)("%s: is the same again, another for another name, and the run itself for none", (_, fields) => {
    const scenario = smallScenario({ ...fields, horizon: "12 h" });
    const { simulation } = drawn(scenario, {}, scenario.horizon / 2);
    const from = momentOf(simulation);
    const printOf = (branch?: string): string => {
      const one = createSimulation(scenario, { ...identity("7"), from, ...(branch !== undefined && { branch }) });
      one.advance(scenario.horizon);
      return one.finish().fingerprint;
    };
    simulation.advance(scenario.horizon);
    const itself = simulation.finish().fingerprint;
    expect(printOf()).toBe(itself);
    const prints = ["1.0", "1.1", "1.2"].map(printOf);
    expect(["1.0", "1.1", "1.2"].map(printOf)).toEqual(prints);
    expect(new Set([...prints, itself]).size).toBe(4);
  });
});
