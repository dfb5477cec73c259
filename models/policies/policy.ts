/** What a policy is: what an operator does with its machines, from what it sees when it looks at its books. */
import type { Source } from "../../sim/random/source.js";
import { type AnyPlugin, erased, type Parameters, type Plugin } from "../../sim/units/plugins.js";

/** Costs of a day, dollars. */
export interface DailyCosts {
  /** What stops when the machines are switched off. */
  readonly energyUsd: number;
  readonly hostingUsd: number;
  /** Hardware written off over its life: it is paid already. */
  readonly hardwareUsd: number;
}

/** What an operator sees of itself and of the market when it looks. */
export interface OperatorView {
  /** The moment of the look, microseconds since the start of the run. */
  readonly nowUs: number;
  /** outside: it runs nothing yet; paused: its machines are switched off. */
  readonly state: "outside" | "running" | "paused";
  /** Machines that it has, or would begin with; and nodes that run on them. */
  readonly machines: number;
  readonly nodes: number;
  /** Dollars a token. */
  readonly priceUsd: number;
  /**
   * What a day earns at that price: from what its provers were credited with since it looked last; of one that runs nothing as much
   * as its workers would get if they earned what an active allocation of the network does on average.
   */
  readonly revenueUsdPerDay: number;
  /** What a day of these machines costs. */
  readonly costs: DailyCosts;
  /** Price of another machine, dollars. */
  readonly machineUsd: number;
  /** Dollars that it has; below zero: that it owes. */
  readonly cashUsd: number;
  /** Tokens that it holds. */
  readonly heldQuil: number;
  /** The operator's own random numbers of this look. */
  readonly draws: Source;
}

/** What an operator remembers from one look to the next: since when its business has been bad, or good; −1: it is not. */
export interface PolicyMemory {
  badSinceUs: number;
  goodSinceUs: number;
}

/** What an operator does; whatever its state does not allow is nothing. */
export type OperatorAction =
  | { readonly do: "stay" | "enter" | "pause" | "exit" | "consolidate" }
  /** So many machines more, or fewer: at least one; who gives up the last one exits. */
  | { readonly do: "expand" | "shrink"; readonly machines: number };

export interface Policy {
  /** May change the memory, which begins anew with every action other than to stay. */
  readonly decide: (view: OperatorView, memory: PolicyMemory) => OperatorAction;
}

export type PolicyPlugin = AnyPlugin<Policy, null>;

/** Writes a policy down, inferring the types of its parameters from their schemas. */
export const definePolicy = <Shape extends Parameters>(plugin: Plugin<Policy, null, Shape>): PolicyPlugin =>
  erased(plugin);

/** All that a day costs. */
export const fullCostUsd = ({ energyUsd, hostingUsd, hardwareUsd }: DailyCosts): number =>
  energyUsd + hostingUsd + hardwareUsd;
/** What of it is saved by switching off. */
export const runningCostUsd = ({ energyUsd, hostingUsd }: DailyCosts): number => energyUsd + hostingUsd;

/** Notes whether something lasts, and gives for how long it has, in microseconds; −1: it does not hold now. */
export function lastingUs(memory: PolicyMemory, since: keyof PolicyMemory, holds: boolean, nowUs: number): number {
  if (!holds) {
    memory[since] = -1;
    return -1;
  }
  if (memory[since] < 0) memory[since] = nowUs;
  return nowUs - memory[since];
}
