import type { z } from "zod";
import type { RunTables } from "../output/write-run.js";
import type { MetricValue } from "../output/summary.js";
import type { PictureSpec } from "../view/picture-spec.js";

/** What every scenario says, whatever it is about; the rest is between the schema and the model. */
export interface ScenarioBasics {
  readonly name: string;
  readonly about: string;
  readonly seed: number | string;
  readonly replications: number;
}

/** What would run, before anything does. */
export interface Plan {
  readonly peers: number;
  readonly workers: number;
  readonly shards: number;
  readonly frames: number;
  readonly replications: number;
  /** Estimates of memory and of time, over all replications. */
  readonly memoryBytes: number;
  readonly seconds: number;
  readonly notes: readonly string[];
  /** Why this network cannot be: the path of the scenario that says so, and what is wrong with it. */
  readonly impossible: readonly { readonly path: string; readonly message: string }[];
}

/** Which of the runs of a scenario. */
export interface RunIdentity {
  readonly seed: string;
  /** From 0. */
  readonly replication: number;
  /** The command that runs into the same failure again. */
  readonly replay: string;
  /** Whether every event of every prover is recorded. */
  readonly events: boolean;
}

export interface RunResult {
  readonly tables: RunTables;
  readonly metrics: readonly MetricValue[];
  readonly fingerprint: string;
  /** What happened, in lines for the terminal. */
  readonly story: readonly string[];
}

/** One replication under way. What comes out does not depend on where `advance` is asked to stop. */
export interface Simulation {
  readonly horizonUs: number;
  readonly nowUs: number;
  readonly frame: number;
  readonly frameCount: number;
  /** Simulates up to a time, in microseconds; true if there is more to do. */
  advance(untilUs: number): boolean;
  finish(): RunResult;
}

/** Everything that the command line asks of what it simulates. */
export interface Model<Scenario extends ScenarioBasics = ScenarioBasics> {
  readonly schema: z.ZodType<Scenario>;
  readonly planOf: (scenario: Scenario) => Plan;
  readonly createSimulation: (scenario: Scenario, run: RunIdentity) => Simulation;
  /** The pictures of a result; the tables are those of replication 0. */
  readonly picturesOf: (tables: RunTables, scenario: Scenario) => readonly PictureSpec[];
}
