/** Whatever changes on the way, what is counted by messages does not hang on when somebody looks. */
import { describe, expect, it } from "vitest";
import { runScenario, type ScenarioText, smallScenario } from "../../../../test/network-kit.js";

/** Half of the members behind lines on which votes are often too late. */
const operators = [
  { class: "fast", count: 6, workers: 2 },
  { class: "slow", count: 6, workers: 2, upload: "3 Mbit/s" },
];
const measured = { source: "a test", timeDays: [0, 0.5, 1], columns: { w: [12, 3, 9] } };

const changes: readonly (readonly [what: string, fields: ScenarioText])[] = [
  ["data grow", { shards: { count: 2, world: "180 GB", growth: "100 %/month" } }],
  ["frames come faster", { timeline: [{ at: "11 h", pace: "5 s" }] }],
  ["the mesh passes on fewer copies", { timeline: [{ at: "11 h", change: { "network.copies": 2 } }] }],
  ["workers come and go", { operators: [operators[0], { ...operators[1], follow: "w" }], observed: measured }],
];

describe("what messages come to", () => {
  it.each(
    changes.flatMap(([what, fields]) => ["v2.1-epoch", "v2.1-simplex"].map((rules) => ({ what, rules, fields }))),
  )("is the same whenever somebody looks: $what, $rules", ({ rules, fields }) => {
    const figures = (every: string) => {
      const { metrics } = runScenario(
        smallScenario({
          rules,
          fidelity: "message",
          horizon: "1 d",
          operators,
          network: { jitter: "200 ms" },
          shards: { count: 2, world: "180 GB" },
          report: { every },
          ...fields,
        }),
      );
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    };
    const seldom = figures("1 d");
    expect(figures("7 min")).toEqual(seldom);
    expect(seldom["wire.framesLate"]).toBeGreaterThan(0);
  });
});
