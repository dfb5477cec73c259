import { unitsPerQuil } from "../../../sim/units/brands.js";
import { scoredLeaves } from "../../protocol/proposer/descriptors.js";
import { proposerScore } from "../../protocol/proposer/score.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Curve, CurveState } from "../../curves/curve.js";
import { allocationReward } from "../../protocol/emission/calculate.js";
import { RingFigures } from "./ring-figures.js";

/** Shards that one worker proves, which `shardDivisor: workerShards` divides by the root of: here always one. */
const shardsOfWorker = 1;
/** Rings at and beyond this one earn nothing in whole units, whatever the shard. */
const paidRings = 62;

/**
 * What rings pay and allocations score, memoised by class: all shards of equal size and leaf count. A change of the world's
 * size changes every figure: `reset` clears them all.
 */
export class RewardClasses {
  readonly #rules: RuleSwitches;
  /** What a frame issues before rings and shards divide it. */
  readonly curve: Curve;
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
  /** Frame of the last `reset`. */
  #stepFrame = 0;
  #basisUnits = 0n;

  constructor(rules: RuleSwitches, curve: Curve, difficulty: number) {
    this.#rules = rules;
    this.curve = curve;
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

  /** What the curve sees of a world of so many bytes. */
  curveState(worldBytes: number): CurveState {
    return {
      difficulty: this.#difficulty,
      worldBytes: BigInt(worldBytes),
      units: unitsPerQuil,
      frame: this.#stepFrame,
    };
  }

  /** Sets the size of the world, bytes, with the state step of a frame; classes of shards that no longer exist are dropped with all others. */
  reset(worldBytes: number, frame: number): void {
    this.resets++;
    this.#stepFrame = frame;
    const state = this.curveState(worldBytes);
    this.#worldBytes = state.worldBytes;
    this.#basisUnits = this.curve.unitsPerFrame(state);
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
      ring,
      stateBytes: BigInt(this.#sizeBytes[rewardClass]),
      shards: BigInt(this.#leafCount[rewardClass]) || 1n,
    };
    return allocationReward(this.#basisUnits, this.#worldBytes, allocation, this.#rules);
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
