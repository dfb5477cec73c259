/** What a strategy is: which shards a node goes for, from what it sees of the network and of itself. */
import type { Source } from "../../sim/random/source.js";
import { type AnyPlugin, erased, type Parameters, type Plugin } from "../../sim/units/plugins.js";
import { share } from "../../sim/units/schema.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";

/** An allocation on a shard that a node has or could have, from the public state of the frame in which it looks. */
export interface ShardView {
  /** Size of the shard's data, bytes. */
  readonly sizeBytes: number;
  /** Ring, from 0: for who has the allocation the last one that is occupied, for who has not that of one more prover. */
  readonly ring: number;
  /** Units a frame that a position in that ring is expected to earn (`proposer.score`). */
  readonly rewardUnits: number;
  /** Provers that are active on the shard, and that wait for their join to be answered. */
  readonly active: number;
  readonly joining: number;
}

/** What a node sees when it looks for shards to join. */
export interface JoinLook {
  /** Workers without an allocation, at most 100: so many picks are wanted. */
  readonly wanted: number;
  /** Shards of the list, best first; equal ones larger first, then by filter. */
  readonly shardCount: number;
  shardAt(rank: number): number;
  /**
   * By what a shard stands in the list: its worth. Where nodes rescue thin shards (epochs) 2^52 more for those at the halt
   * threshold; below 0 for a shard that cannot or should not be joined.
   */
  valueOf(shard: number): number;
  /** Own allocations, pending ones too: how many, and whether there is one on a shard. */
  readonly allocations: number;
  holds(shard: number): boolean;
  /**
   * Ring that the node would come into on a shard: behind all who are there or on their way, or, where rings go by seniority, behind
   * those in the rings who have at least as much.
   */
  entryRing(shard: number): number;
  /** The node's own random numbers of this look, from the n-th on. */
  draws(n: number): Source;
}

export interface Strategy {
  /**
   * What an allocation is worth to any node of this strategy: finite and below 2^52, a whole number so that thresholds are
   * exact; below 0 for one that it never asks for. A function of the view alone, so that all nodes share one order of the
   * shards, which is repaired where a view changes.
   */
  readonly worth: (shard: ShardView) => number;
  /** Shards to ask for, at most `wanted`, each once and none that the node holds. */
  readonly pickJoins: (look: JoinLook) => readonly number[];
  /** Percent of the best worth that an allocation must keep, or the node leaves it; undefined: as the rule set says. */
  readonly keepPercent: number | undefined;
  /** Whether it confirms a join that, as things stand, comes into that ring; without it the worth alone decides. */
  readonly confirms?: (ring: number) => boolean;
  /** Whether a node that found nothing to join looks again with the next epoch; without it when there are new shards. */
  readonly looksAgain?: true;
  /**
   * How long an allocation must have been worth too little before its node asks to leave it: at the look that finds it so, and still at
   * one so much later, µs. Without it the first such look is enough.
   */
  readonly patienceUs?: number;
}

/** What a strategy is made from beside its parameters. */
export interface StrategyContext {
  readonly rules: RuleSwitches;
}

export type StrategyPlugin = AnyPlugin<Strategy, StrategyContext>;

/** Writes a strategy down, inferring the types of its parameters from their schemas. */
export const defineStrategy = <Shape extends Parameters>(
  plugin: Plugin<Strategy, StrategyContext, Shape>,
): StrategyPlugin => erased(plugin);

const percentOf = (part: number): number => Math.round(part * 100);

/** The parameter `keep`, which most strategies have; `keepPercent` of the strategy is `wholePercent` of it. */
export const keep = () =>
  share()
    .refine((part) => Math.abs(part * 100 - percentOf(part)) < 1e-9, "write a whole number of percent, such as 40 %")
    .optional()
    .describe(
      "share of the best worth that an allocation must keep, or the node leaves it; the rule set's keepThresholdPercent " +
        "unless given",
    );

export const wholePercent = (part: number | undefined): number | undefined =>
  part === undefined ? undefined : percentOf(part);
