import type { z } from "zod";
import type { Plan } from "../../models/scenario/plan/plan.js";
import type { RunIdentity, Simulation as NetworkSimulation } from "../../models/simulation.js";
import type { MetricValue } from "../output/summary.js";
import type { RunTables } from "../output/write-run.js";
import type { PictureSpec } from "../view/picture-spec.js";

export type { Plan } from "../../models/scenario/plan/plan.js";
export type { RunIdentity } from "../../models/simulation.js";

/** What every scenario says, whatever it is about; the rest is between the schema and the model. */
export interface ScenarioBasics {
  readonly name: string;
  readonly about: string;
  readonly seed: number | string;
  readonly replications: number;
  readonly fidelity?: string;
}

export interface RunResult {
  readonly tables: RunTables;
  readonly metrics: readonly MetricValue[];
  readonly fingerprint: string;
  /** What happened, in lines for the terminal. */
  readonly story: readonly string[];
}

/** One replication under way, as far as the command line looks at it. */
export type Simulation = Pick<NetworkSimulation, "horizonUs" | "nowUs" | "frame" | "frameCount" | "advance"> & {
  finish(): RunResult;
};

/** Everything that the command line asks of what it simulates. */
export interface Model<Scenario extends ScenarioBasics = ScenarioBasics> {
  readonly schema: z.ZodType<Scenario>;
  readonly planOf: (scenario: Scenario) => Plan;
  readonly createSimulation: (scenario: Scenario, run: RunIdentity) => Simulation;
  /** The pictures of a result, from the tables of its replications. */
  readonly picturesOf: (replications: readonly RunTables[], scenario: Scenario) => readonly PictureSpec[];
  /** What happened in several replications, from the metrics of each. */
  readonly storyOf: (replications: readonly RunResult["metrics"][], scenario: Scenario) => readonly string[];
  /** Module whose default export is `workerOf` this model; without it everything runs in the main thread. */
  readonly worker?: URL;
}
