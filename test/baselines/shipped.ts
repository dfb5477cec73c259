/** The scenarios that are shipped, and their runs as the baselines shorten them. */
import { readdirSync, readFileSync } from "node:fs";
import { planOf } from "../../models/plan/plan.js";
import { type Scenario, scenarioSchema } from "../../models/scenario/schema.js";
import type { RunResult } from "../../models/run.js";
import { createSimulation } from "../../models/simulation.js";
import { combine } from "../../sim/experiment/replicate/combine.js";
import { loadScenario } from "../../sim/scenario/load.js";
import { identity } from "../network-kit.js";
import type { Baseline } from "./rows.js";

const folder = new URL("../../scenarios/", import.meta.url);

/** Whether a scenario is one of the Quilibrium network; those that name a model are tested in its folder. */
const isOfNetwork = (file: string): boolean => !/^model: \w+$/m.test(readFileSync(new URL(file, folder), "utf8"));

/** Files below scenarios/, in order. */
export const shippedScenarios: readonly string[] = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yaml") && isOfNetwork(file))
  .sort();

/** A shipped scenario, with other values. Throws for what it may not say. */
export function loadShipped(file: string, overrides: readonly string[] = []): Scenario {
  const loaded = loadScenario(new URL(file, folder).pathname, { schema: scenarioSchema, overrides });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
  return loaded.value;
}

/** The scenario that a row is about, shortened as it says. Throws for what `orrery run` refuses, an attack cut off too. */
export function shortened({
  scenario,
  horizon,
  settings,
}: Pick<Baseline, "scenario" | "horizon" | "settings">): Scenario {
  const short = loadShipped(scenario, [...settings.split(" ").filter((text) => text !== ""), `horizon=${horizon}`]);
  const { infeasible } = planOf(short);
  if (infeasible.length > 0) throw new Error(JSON.stringify({ scenario, horizon, settings, infeasible }));
  return short;
}

/** The same with the figures of the run in it, the scenario, and the results of its replications. */
export function runBaseline(row: Pick<Baseline, "scenario" | "horizon" | "settings">): {
  readonly row: Baseline;
  readonly scenario: Scenario;
  readonly results: readonly (RunResult & { replication: number })[];
} {
  const scenario = shortened(row);
  const seed = String(scenario.seed);
  const results = Array.from({ length: scenario.replications }, (_unused, replication) => {
    const simulation = createSimulation(scenario, identity(seed, replication));
    simulation.advance(Number.POSITIVE_INFINITY);
    return { replication, ...simulation.finish() };
  });
  const [fingerprint, ingredients] = combine(results).fingerprint.split("/");
  const { scenario: file, horizon, settings } = row;
  const replications = String(scenario.replications);
  return {
    row: { scenario: file, seed, horizon, settings, replications, ingredients, fingerprint },
    scenario,
    results,
  };
}
