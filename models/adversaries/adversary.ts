/** What an adversary is: what nodes do, from its start on, that honest nodes do not. */
import { type AnyPlugin, erased, type Parameters, type Plugin } from "../../sim/units/plugins.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { Investment } from "./investment.js";

/** What is left out is done honestly. On which shards is for the scenario to say (`targets`). */
export interface Misconduct {
  /** Share of a shard's data that a node really holds; the storage audit finds out who holds less than all. */
  readonly heldShare?: number;
  /** How often a second, on average, a node signs two headers of one frame (Poisson), which costs it its allocations. */
  readonly doubleSignsPerSecond?: number;
  /** Whether the nodes leave the network for good when the attack begins, as those of an operator who leaves. */
  readonly departs?: boolean;
  /** What a budget buys; without one nothing. An adversary that leaves it out buys machines as honest operators do. */
  readonly invests?: Investment;
}

/** What an adversary is made from beside its parameters. */
export interface AdversaryContext {
  readonly rules: RuleSwitches;
}

export type AdversaryPlugin = AnyPlugin<Misconduct, AdversaryContext>;

/** Writes an adversary down, inferring the types of its parameters from their schemas. */
export const defineAdversary = <Shape extends Parameters>(
  plugin: Plugin<Misconduct, AdversaryContext, Shape>,
): AdversaryPlugin => erased(plugin);
