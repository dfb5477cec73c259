/** Small networks in which nodes come, go, fall silent and fail, and shards halt, recover and split: for properties. */
import * as fc from "fast-check";
import type { ScenarioText } from "./network-kit.js";

const crowd = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }).map(String),
  ringOrder: fc.constantFrom("joinFrameFirst", "joinFrameAddress", "seniorityFirst"),
  count: fc.integer({ min: 8, max: 16 }),
  workers: fc.integer({ min: 1, max: 4 }),
  shards: fc.integer({ min: 1, max: 4 }),
  uptime: fc.integer({ min: 60, max: 99 }),
  growth: fc.constantFrom("0 %/month", "40 %/month"),
  skew: fc.constantFrom("none", "zipf 0.8"),
  haltThreshold: fc.integer({ min: 0, max: 4 }),
  maximumProvers: fc.integer({ min: 5, max: 12 }),
  epochFrames: fc.constantFrom(1, 20, 31, 45, 100),
  haltScope: fc.constantFrom("allShards", "ownShard"),
});

export interface EventfulNetwork {
  readonly seed: string;
  readonly fields: ScenarioText;
}

/** Draws networks under a preset with some switches. Frames take 10 s; epochs, if any, 1 to 100 frames. */
export function eventfulNetworks(rules: string, switches: ScenarioText): fc.Arbitrary<EventfulNetwork> {
  return crowd.map(({ seed, count, workers, shards, uptime, growth, skew, ...drawn }) => ({
    seed,
    fields: {
      rules,
      switches: { ...drawn, haltGraceFrames: 90, ...switches },
      operators: [
        { class: "old", count, workers, seniority: "historic", uptime: `${uptime} %`, outage: "5 min" },
        { class: "frail", count: 6, workers: 2, arrive: "60/d", leave: "half-life 3 h", uptime: "60 %", outage: "2 h" },
        { class: "moving", count: 2, nodes: 2, workers, seniority: { points: 1000 }, leave: "half-life 2 h" },
      ],
      shards: { count: shards, world: "30 GB", growth, skew },
    },
  }));
}
