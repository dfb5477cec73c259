import { unitsPerQuil } from "../../../sim/units/brands.js";
import { scoredLeaves } from "../proposer/descriptors.js";
import { proposerScore } from "../../protocol/proposer/score.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { emissionBasis } from "../../protocol/emission/basis.js";
import { RingFigures } from "./ring-figures.js";
import { ringOutput } from "../../protocol/emission/ring-share.js";

/** Shards that one worker proves, which `shardDivisor: workerShards` divides by the root of: here always one. */
const shardsOfWorker = 1;
/** Rings at and beyond this one earn nothing in whole units, whatever the shard. */
const paidRings = 62;

/**
 * What rings pay and allocations score, computed once for all shards of equal size and leaf count. A change of the world's
 * size changes every figure: `reset` forgets them all.
 */
export class RewardClasses {
  readonly #rules: RuleSwitches;
  #difficulty: bigint;
  // Reached by key only, so the order of a Map never matters.
  readonly #classes = new Map<string, number>();
  readonly #sizeBytes: number[] = [];
  readonly #leafCount: number[] = [];
  readonly #outputs = new RingFigures();
  readonly #scores = new RingFigures();
  /** How often `reset` was called: classes of different generations have nothing in common. */
  resets = 0;
  #worldBytes = 0n;
  #basisUnits = 0n;

  constructor(rules: RuleSwitches, difficulty: number) {
    this.#rules = rules;
    this.#difficulty = BigInt(difficulty);
  }

  get difficulty(): bigint {
    return this.#difficulty;
  }

  /** Takes effect with the next `reset`. */
  setDifficulty(difficulty: bigint): void {
    this.#difficulty = difficulty;
  }

  /** Units that a frame issues at most, over all shards. */
  get basisUnits(): bigint {
    return this.#basisUnits;
  }

  /** Index of the class of shards with this size and leaf count. */
  classOf(sizeBytes: number, leafCount: number): number {
    const key = `${sizeBytes}/${leafCount}`;
    const known = this.#classes.get(key);
    if (known !== undefined) return known;
    const added = this.#sizeBytes.length;
    this.#classes.set(key, added);
    this.#sizeBytes.push(sizeBytes);
    this.#leafCount.push(this.#rules.shardDivisor === "leafCount" ? leafCount : shardsOfWorker);
    return added;
  }

  /** Sets the size of the world, bytes; classes of shards that no longer exist are forgotten with all others. */
  reset(worldBytes: number): void {
    this.resets++;
    this.#worldBytes = BigInt(worldBytes);
    const state = { difficulty: this.#difficulty, worldBytes: this.#worldBytes, units: unitsPerQuil };
    this.#basisUnits = emissionBasis(state, this.#rules);
    this.#classes.clear();
    this.#sizeBytes.length = 0;
    this.#leafCount.length = 0;
    this.#outputs.clear();
    this.#scores.clear();
  }

  /** Units that a participant of a ring gets for a frame in which `present` of its positions take part, all unless told. */
  share(rewardClass: number, ring: number, present = this.#rules.ringSize): number {
    if (ring >= paidRings) return 0;
    let output = this.#outputs.get(rewardClass, ring);
    if (Number.isNaN(output)) output = this.#outputs.set(rewardClass, ring, Number(this.#outputOf(rewardClass, ring)));
    const sharers = this.#rules.emptySlots === "notMinted" ? this.#rules.ringSize : Math.max(1, present);
    return Math.floor(output / sharers);
  }

  /** What a reward-greedy node takes an allocation in that ring to be worth (`proposer.score`). */
  score(rewardClass: number, ring: number): number {
    if (ring >= paidRings) return 0;
    const score = this.#scores.get(rewardClass, ring);
    return Number.isNaN(score) ? this.#scores.set(rewardClass, ring, Number(this.#scoreOf(rewardClass, ring))) : score;
  }

  #outputOf(rewardClass: number, ring: number): bigint {
    const allocation = {
      difficulty: this.#difficulty,
      worldBytes: this.#worldBytes,
      units: unitsPerQuil,
      ring,
      leafCount: BigInt(this.#leafCount[rewardClass]),
      stateBytes: BigInt(this.#sizeBytes[rewardClass]),
    };
    return ringOutput(allocation, this.#rules);
  }

  #scoreOf(rewardClass: number, ring: number): bigint {
    const leafCount = scoredLeaves(this.#leafCount[rewardClass], this.#rules);
    return proposerScore(
      { sizeBytes: BigInt(this.#sizeBytes[rewardClass]), leafCount, ring },
      { basisUnits: this.#basisUnits, worldBytes: this.#worldBytes },
      this.#rules,
    );
  }
}
