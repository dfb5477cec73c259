/**
 * A run that is stored and loaded into a fresh network goes on as if nothing had happened: whatever is remembered is in the
 * kernel, the world or the log, or follows from them. Anything else would make the two part, sooner or later.
 */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { StateReader } from "../sim/table/state-reader.js";
import { StateWriter } from "../sim/table/state-writer.js";
import { eventfulNetworks } from "../test/eventful-networks.js";
import { identity, type ScenarioText, smallScenario } from "../test/network-kit.js";
import type { Network } from "./changes/network.js";
import { createNetwork } from "./create-network.js";
import { eraOf } from "./era-of.js";
import type { Scenario } from "./scenario/schema.js";

/** A network that has not begun: made of nothing but its scenario and seed. */
const fresh = (scenario: Scenario, seed: string): Network =>
  createNetwork(scenario, { ...identity(seed), events: true }, () => undefined);

const partsOf = ({ kernel, world, log }: Network) => [
  ["kernel", kernel] as const,
  ["world", world] as const,
  ["log", log!] as const,
];

function stored(network: Network): Uint8Array {
  const to = new StateWriter();
  for (const [name, part] of partsOf(network)) to.part(name, part);
  return to.bytes();
}

function load(network: Network, bytes: Uint8Array): void {
  const from = new StateReader(bytes);
  for (const [name, part] of partsOf(network)) from.part(name, part);
  from.end();
}

/**
 * Runs to its end, once in one go and once through a store at each of the cuts, shares of the horizon; says where the two are
 * not the same.
 */
function partings(scenario: Scenario, seed: string, cuts: readonly number[]): readonly string[] {
  const found: string[] = [];
  const whole = fresh(scenario, seed);
  eraOf(whole.rules).createGenesis(whole);
  let cut = fresh(scenario, seed);
  eraOf(cut.rules).createGenesis(cut);
  for (const share of cuts.toSorted((a, b) => a - b)) {
    cut.kernel.runUntil(Math.floor(share * scenario.horizon));
    const bytes = stored(cut);
    cut = fresh(scenario, seed);
    load(cut, bytes);
    if (!areEqual(stored(cut), bytes)) found.push(`at ${share} of the horizon equal state is written as other bytes`);
  }
  for (const network of [whole, cut]) network.kernel.runUntil(scenario.horizon);
  if (!areEqual(stored(cut), stored(whole))) found.push("the state at the end is another");
  return found;
}

const areEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

const moving = {
  class: "moving",
  count: 6,
  workers: 3,
  uptime: "80 %",
  outage: "20 min",
  arrive: "60/d",
  leave: "half-life 3 h",
  mergeSeniority: "30 min",
};
const divided = {
  class: "divided",
  count: 4,
  nodes: 2,
  workers: { total: 40, sigma: 0.6 },
  seniority: "historic",
  uptime: "90 %",
  outage: "10 min",
  pauses: true,
  strategy: "least replicated",
};
const late = {
  class: "late",
  count: 5,
  workers: 2,
  appear: { until: "1 h" },
  strategy: "data greedy",
  mergeSeniority: "with join",
  seniority: { points: 1000 },
};
const following = { class: "following", count: 6, workers: 4, follow: "population.workers", answers: "never" };
const losing = { class: "losing", count: 3, workers: 5, follow: "population.workers", fall: "abrupt" };

const keeping = {
  cost: {
    hardware: "10 USD",
    power: "200 W",
    energy: "0.25 USD/kWh",
    hosting: "30 USD/month",
    resale: "50 %",
    tax: "20 %",
  },
  cash: "100 USD",
  sells: "cover costs",
  decides: { every: "20 min", delay: "7 min" },
};

const simplexConsensus = {
  consensusKind: "simplex",
  voteWeight: "equal",
  quorumRule: "headCount",
  leaderRule: "roundRobin",
  viewTimeout: "fixed",
  archives: 5,
  committeeMembership: "effective",
};

/** A network in which everything happens that a scenario can ask for. */
const eventful: ScenarioText = {
  horizon: "8 h",
  rules: "v2.1-epoch",
  operators: [divided, moving, late, following, losing],
  switches: { epochFrames: 100, haltThreshold: 1, haltGraceFrames: 90, maximumProvers: 12 },
  shards: { count: 4, world: "20 GB", skew: "zipf 0.8", growth: "20 %/month" },
  network: { messageLoss: "5 %" },
  consensus: { leaderTimeouts: "on", competingFrames: "10 %" },
  archives: { uptime: "80 %" },
  fees: { transactions: "1/s", bytes: "10 kB" },
  frames: { adjust: "on" },
  market: { price: { start: "0.05 USD", step: "20 min", model: { kind: "pool", depth: "100 USD", noise: "30 USD" } } },
  observed: { source: "a test", timeDays: [0, 0.1, 0.2], columns: { "population.workers": [10, 30, 20] } },
};

const eras = new URL("../scenarios/eras/", import.meta.url);
const era = (name: string, horizon: string): ScenarioText => ({
  ...parse(readFileSync(new URL(`${name}.yaml`, eras), "utf8")),
  horizon,
});

// Evenly over the run: fast-check would rather try its ends.
const shares = fc.noBias(fc.integer({ min: 0, max: 10_000 })).map((part) => part / 10_000);

describe("a run that is stored and loaded", () => {
  it.each<[string, ScenarioText]>([
    ["under epochs", eventful],
    ["under frame windows", { ...eventful, rules: "v2.1-frames" }],
    [
      "with effective committees and growing seniority",
      {
        ...eventful,
        switches: { epochFrames: 50, committeeMembership: "effective", seniorityAccrual: "perActiveFrame" },
      },
    ],
    [
      "where operations are written to provers",
      { ...eventful, switches: { epochFrames: 50, haltThreshold: 1, proverStatus: "lastOperation" } },
    ],
    [
      "with leaders in turn and certificates by heads",
      {
        ...eventful,
        consensus: { leaderTimeouts: "on" },
        switches: { epochFrames: 50, ...simplexConsensus },
      },
    ],
    [
      "with votes that come after the quorum",
      {
        ...eventful,
        switches: {
          epochFrames: 50,
          ...simplexConsensus,
          creditedSigners: "quorum",
          seniorityAccrual: "perActiveFrame",
          feeSink: "participants",
        },
      },
    ],
    [
      "with cheaters and equivocators",
      {
        ...eventful,
        switches: { epochFrames: 100, storageAudit: "on" },
        operators: [{ ...moving, holds: "50 %" }, { ...late, equivocate: "4/d" }, divided],
      },
    ],
    [
      "with operators that keep books, come, go and switch off by profit",
      {
        ...eventful,
        operators: [
          { ...moving, ...keeping, policy: { kind: "by profit", patience: "30 min", response: "pause" } },
          {
            ...divided,
            ...keeping,
            policy: { kind: "by profit", patience: "1 h", cluster: "1 %", response: "shrink" },
          },
          { ...late, ...keeping, outside: 3, policy: { kind: "by profit", patience: "10 min", most: 4 } },
        ],
        market: { price: { start: "0.0001 USD" } },
      },
    ],
    [
      "from a measured start",
      {
        ...eventful,
        start: { active: 24, joining: 10, health: { healthy: 3, needsCoverage: 1, haltRisk: 0 }, rings: [2, 2] },
      },
    ],
    ["in the era of Dawn", era("dawn", "8 h")],
    ["in the era of Dusk", era("dusk", "8 h")],
    ["in the era of v2.0.6", era("v2.0.6", "1 h")],
  ])("goes on as it would have %s, wherever it was cut", (_, written) => {
    const scenario = smallScenario(written);
    const property = fc.property(fc.array(shares, { minLength: 1, maxLength: 3 }), fc.nat(1000), (cuts, seed) => {
      expect(partings(scenario, String(seed), cuts)).toEqual([]);
    });
    fc.assert(property, { seed: 1, numRuns: 4 });
  });

  it("goes on as it would have in small networks that halt, recover and split", () => {
    const networks = fc.oneof(
      eventfulNetworks("v2.1-epoch", { splitMembership: "bySeniority" }),
      eventfulNetworks("v2.1-frames", { splitMembership: "reassignedByAddress" }),
    );
    const property = fc.property(
      networks,
      fc.array(shares, { minLength: 1, maxLength: 4 }),
      ({ seed, fields }, cuts) => {
        expect(partings(smallScenario({ horizon: "3 h", ...fields }), seed, cuts)).toEqual([]);
      },
    );
    fc.assert(property, { seed: 2, numRuns: 10 });
  });
});
