/**
 * The library `orrery`: what the command line does, as functions. Scenarios come from files, results are data; nothing is
 * printed, and the process never exits. The engine alone is `orrery/engine`.
 */
import type { Plan as NetworkPlan } from "./plan/plan.js";
import type { Scenario } from "./scenario/schema.js";
import { type CompareOptions, compareOf, type CompareResult } from "../sim/experiment/library/compare.js";
import { loadScenarioOf, type LoadScenarioOptions } from "../sim/experiment/library/load-scenario.js";
import { type SimulateOptions, simulateOf, type SimulationResult } from "../sim/experiment/library/simulate.js";
import { scenarioOf, snapshotIn } from "../sim/experiment/library/snapshots.js";
import { type SweepOptions, sweepOf, type SweepResult } from "../sim/experiment/library/sweep.js";
import {
  type ThresholdOptions,
  type ThresholdParameter,
  thresholdOf,
  type ThresholdQuestion,
  type ThresholdResult,
} from "../sim/experiment/library/threshold.js";
import type { ReadyScenario } from "../sim/experiment/ready-scenario.js";
import type { Snapshot } from "../sim/experiment/snapshot/snapshot.js";
import { writeSnapshot as snapshotFile } from "../sim/experiment/snapshot/write-snapshot.js";
import { earnOf, type EarnOptions } from "./earn/library.js";
import type { Earned } from "./earn/earn.js";
import type { EarningOperator } from "./earn/operator.js";
import { quilibrium } from "./quilibrium.js";

/** A scenario that was read, checked and planned. `scenario` holds its values: times in µs, sizes in bytes, amounts in units. */
export type LoadedScenario = ReadyScenario<Scenario>;

/** What a scenario would run and cost: nodes, workers, shards, frames, events, bytes of memory, seconds. */
export type Plan = NetworkPlan;

/**
 * Reads a scenario file (YAML, with `extends` and units) and checks everything that can be known before it runs. Throws
 * `ScenarioErrors`: all errors at once, each with file, line, column, path and message.
 */
export const loadScenario = (file: string, options?: LoadScenarioOptions): LoadedScenario =>
  loadScenarioOf(quilibrium, file, options);

/** What a scenario would run, and estimates of what that costs. Runs nothing. */
export const plan = ({ plan: planned }: LoadedScenario): Plan => planned as Plan & LoadedScenario["plan"];

/**
 * Simulates the replications of a scenario: metrics, tables and fingerprint of each. The same scenario gives the same
 * result, on any number of workers, in one go or stored with `saveAt` and gone on `from` there. Throws `RangeError` for
 * options that cannot be, `SnapshotRefusal` and `ScenarioErrors` for a run that cannot be stored or gone on from so,
 * `InvariantError` or `ReplicationFailure` for a bug of the simulator.
 */
export const simulate = (scenario: LoadedScenario, options?: SimulateOptions): Promise<SimulationResult> =>
  simulateOf(quilibrium, scenario, options);

/** What is in the file of a stored run (`orrery run --save-at`). Throws `SnapshotRefusal` unless it is whole, and of this code. */
export const readSnapshot = (file: Uint8Array): Snapshot => snapshotIn(file);

/** The file of a stored run, as `orrery run --from` reads it. */
export const writeSnapshot = (snapshot: Snapshot): Uint8Array => snapshotFile(snapshot);

/**
 * The scenario of a stored run, with other values where they can be others from a moment on, to be simulated with
 * `{ from: snapshot }`. Throws `ScenarioErrors` for values that have gone into what happened already.
 */
export const scenarioOfSnapshot = (snapshot: Snapshot, options?: LoadScenarioOptions): LoadedScenario =>
  scenarioOf(quilibrium, snapshot, options);

/**
 * Simulates every design point of a scenario's sweep, all replications of each. Throws `ScenarioErrors` for a scenario
 * without a sweep or with points that cannot be, what `node:fs` throws for a store that cannot be used, and
 * `ReplicationFailure` for a bug of the simulator.
 */
export const sweep = (scenario: LoadedScenario, options?: SweepOptions): Promise<SweepResult> =>
  sweepOf(quilibrium, scenario, options);

/**
 * Simulates two scenarios in pairs, replication k of both on the same random numbers (those of the seed of A), and says of
 * each metric how B differs from A and how sure that is. Throws `RangeError` for options that cannot be, `InvariantError` or
 * `ReplicationFailure` for a bug of the simulator.
 */
export const compare = (a: LoadedScenario, b: LoadedScenario, options?: CompareOptions): Promise<CompareResult> =>
  compareOf(quilibrium, a, b, options);

/**
 * Finds the critical value of a field of a scenario: where a claim of a probability begins, or ends, to be so, with an interval; with a second field the
 * frontier. Throws `ScenarioErrors` for a question that cannot be, `RangeError` for options that cannot be, what `node:fs` throws for a store that
 * cannot be used, and `ReplicationFailure` for a bug of the simulator.
 */
export const threshold = (
  scenario: LoadedScenario,
  question: ThresholdQuestion,
  options?: ThresholdOptions,
): Promise<ThresholdResult> => thresholdOf(quilibrium, scenario, question, options);

/**
 * What an operator would earn that joins a network: QUIL a day, the time until active, with intervals, and beside it the same with
 * its workers divided otherwise (three nodes beside one, one beside many). Throws `RangeError` for an operator that cannot be,
 * `ScenarioErrors` for a network that it cannot join, `InvariantError` or `ReplicationFailure` for a bug of the simulator.
 */
export const earn = (operator: EarningOperator, options?: EarnOptions): Promise<Earned> =>
  earnOf(quilibrium, operator, options);

export { rules, type RuleAnswerOptions, type RuleInfo, type Rules } from "./calc/rules-door.js";
export { Refusal as RuleRefusal } from "./calc/rules-asked.js";
export type { Json } from "./protocol/ground/rule.js";
export { valuesOf as column, type Cell, type Column, type Table } from "../sim/table/result-table.js";
export { ScenarioErrors } from "../sim/experiment/ready-scenario.js";
export type { ScenarioError } from "../sim/scenario/error.js";
export { SnapshotRefusal } from "../sim/experiment/snapshot/refusal.js";
export { ReplicationFailure } from "../sim/experiment/failure.js";
export { InvariantError } from "../sim/kernel/invariants.js";
export type { MetricValue, RunTables } from "../sim/experiment/model.js";
export type { ReplicationResult } from "../sim/experiment/replicate/execute.js";
export type { Precision } from "../sim/experiment/compare/precision.js";
export type { CompareOptions, CompareResult };
export type { SearchAnswer as ThresholdAnswer } from "../sim/experiment/threshold/answer.js";
export type { ThresholdOptions, ThresholdParameter, ThresholdQuestion, ThresholdResult };
export type { Earned, EarningOperator, EarnOptions };
export type { LoadScenarioOptions, Scenario, SimulateOptions, SimulationResult, Snapshot, SweepOptions, SweepResult };
