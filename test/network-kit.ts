/** Small simulated networks for tests: a scenario from a plain object, and a network that can be stepped and looked into. */
import { createNetwork } from "../models/create-network.js";
import { settleAll } from "../models/changes/rewards/accrual.js";
import { createGenesis } from "../models/genesis.js";
import type { Network } from "../models/changes/network.js";
import { type Scenario, scenarioSchema } from "../models/scenario/schema.js";
import type { RunIdentity, RunResult } from "../models/run.js";
import { createSimulation } from "../models/simulation.js";

/** What a scenario file would say, as far as a test cares. */
export interface ScenarioText {
  readonly [field: string]: unknown;
}

const basis: ScenarioText = {
  name: "small",
  rules: "v2.1-epoch",
  horizon: "2 h",
  operators: [{ class: "nodes", count: 12, workers: 3 }],
  shards: { count: 4, world: "20 GB" },
  report: { every: "30 min" },
};

/** A scenario of twelve nodes on four shards, with some fields written differently. Throws for what no file may say. */
export function smallScenario(fields: ScenarioText = {}): Scenario {
  return scenarioSchema.parse({ ...basis, ...fields });
}

export const identity = (seed = "1", replication = 0): RunIdentity => ({ seed, replication, replay: "a test" });

/** Runs a scenario to its horizon, in slices of `sliceUs` if given. */
export function runScenario(
  scenario: Scenario,
  { sliceUs = Number.POSITIVE_INFINITY, ...run }: { seed?: string; replication?: number; sliceUs?: number } = {},
): RunResult {
  const simulation = createSimulation(scenario, identity(run.seed, run.replication));
  let untilUs = sliceUs;
  while (simulation.advance(untilUs)) untilUs += sliceUs;
  return simulation.finish();
}

/** A network that has not begun yet, stepped by the test. */
export interface SteppedNetwork {
  readonly network: Network;
  /** Simulates everything up to and with a frame, counted from the first simulated one, which is 1. */
  readonly runTo: (frame: number) => void;
  /** Units that every prover has been credited with for all frames up to and with the one run to. */
  readonly balances: () => bigint[];
}

/** `events`: with a log of what happens to everybody. */
export function openNetwork(scenario: Scenario, seed = "1", { events = false } = {}): SteppedNetwork {
  const network = createNetwork(scenario, { ...identity(seed), events }, () => undefined);
  createGenesis(network);
  const { first, pace } = scenario.frames;
  let reached = 0;
  return {
    network,
    runTo(frame) {
      reached = frame;
      network.kernel.runUntil(frame * pace);
    },
    balances() {
      const { provers } = network.world;
      settleAll(network.world, first + reached + 1);
      return Array.from({ length: provers.count }, (_unused, prover) => provers.balance.get(prover));
    },
  };
}

/** Allocations of each prover of a network, in order of creation. */
export const allocationsByProver = ({ world: { allocationIndex, provers } }: Network): number[][] =>
  Array.from({ length: provers.count }, (_unused, prover) => allocationIndex.of(prover));
