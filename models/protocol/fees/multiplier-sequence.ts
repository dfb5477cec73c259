import type { RuleSwitches } from "../ground/rule-sets.js";
import { shardMultiplier } from "./multiplier.js";
import { feeVote } from "./vote.js";
import { defaultFeeMultiplier, feeWindowLimit } from "./window.js";

/** Multipliers are followed up to here: a byte would cost more than a million QUIL. */
export const multiplierMax = Number.MAX_SAFE_INTEGER;

/**
 * The multiplier of a shard after so many of its frames, where all frames come at one pace and all makers vote alike:
 * then nothing but the number of votes decides, and one sequence serves all shards. Each vote is the rule's
 * (`fees.vote`) on the mean of the last 360 (`fees.window`), kept as a running sum. The sequence ends in a constant or,
 * on a chain that stays slow, grows to `multiplierMax`. Without a window of votes it is the era's constant.
 */
export class MultiplierSequence {
  /** By number of votes; the last one also for all more once it is settled. */
  readonly #multipliers: number[];
  readonly #votes: bigint[] = [];
  #sum = 0n;
  #unchangedVotes = 0;
  #isSettled: boolean;
  readonly #sincePreviousMs: number;
  readonly #isRewardGreedy: boolean;

  constructor(sincePreviousMs: number, { feeRule, strategy }: Pick<RuleSwitches, "feeRule" | "strategy">) {
    this.#multipliers = [Number(shardMultiplier([], [], feeRule))];
    this.#isSettled = feeRule !== "windowAverage";
    this.#sincePreviousMs = sincePreviousMs;
    this.#isRewardGreedy = strategy === "rewardGreedy";
  }

  /** Multiplier of the frame after `votes` frames of the shard; exact up to `multiplierMax`. */
  after(votes: number): number {
    while (votes >= this.#multipliers.length && !this.#isSettled) this.#step();
    return this.#multipliers[Math.min(votes, this.#multipliers.length - 1)];
  }

  #step(): void {
    const votes = this.#votes;
    const cast = this.#multipliers.length - 1;
    const current = cast === 0 ? defaultFeeMultiplier : BigInt(this.#multipliers[cast]);
    const vote = feeVote(current, this.#sincePreviousMs, this.#isRewardGreedy);
    this.#sum += vote - (cast < feeWindowLimit ? 0n : votes[cast % feeWindowLimit]);
    votes[cast % feeWindowLimit] = vote;
    const next = this.#sum / BigInt(Math.min(cast + 1, feeWindowLimit));
    this.#unchangedVotes = vote === current && next === current ? this.#unchangedVotes + 1 : 0;
    this.#isSettled = this.#unchangedVotes >= feeWindowLimit || next > BigInt(multiplierMax);
    this.#multipliers.push(next > BigInt(multiplierMax) ? multiplierMax : Number(next));
  }
}
