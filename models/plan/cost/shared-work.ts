/** How much of a run several threads can share, and how many of them pay. */
import type { Scenario } from "../../scenario/schema.js";
import { meanScenario } from "./mean-scenario.js";
import { type ClassPlan, plannedClasses } from "./planned-population.js";

/** CPU seconds of a lot for a shard's allocations, and of a vote in a frame that is worked out, to a factor of two. */
const [lotS, voteS] = [5e-8, 1e-6];

/** Work that a thread should have, CPU seconds: below, starting it costs more than it saves. */
const minThreadS = 0.25;

/** Whether a run can be divided, at a fidelity at which there is work to share. */
export const isDivisible = ({ fidelity }: Pick<Scenario, "fidelity">): boolean => fidelity === "message";

/**
 * CPU seconds of a replication at message fidelity more, if the votes of all frames have to be worked out one by one: where lines are slow or
 * full, or faults are on, so that not all of them are sure to be in time.
 */
export function voteSeconds(scenario: Scenario, classes: readonly ClassPlan[]): number {
  if (!isDivisible(scenario)) return 0;
  const workers = classes.reduce((sum, { size }) => sum + size.workers, 0);
  return ((workers * scenario.horizon) / scenario.frames.pace) * voteS;
}

/** From 1 to `threads`, as many as have enough to do if all votes have to be worked out. */
export function threadsThatPay(scenario: Scenario, threads: number): number {
  if (threads <= 1 || !isDivisible(scenario)) return 1;
  const mean = meanScenario(scenario);
  const classes = plannedClasses(mean);
  const nodes = classes.reduce((sum, { size }) => sum + size.nodes, 0);
  const workers = classes.reduce((sum, { size }) => sum + size.workers, 0);
  // Levels of nodes with equal room are half as large on average as all nodes.
  const lots = scenario.start === undefined ? 0 : (nodes * workers) / 2;
  return Math.max(1, Math.min(threads, Math.floor((lots * lotS + voteSeconds(mean, classes)) / minThreadS)));
}
