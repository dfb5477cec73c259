import type { StateReader } from "../../../sim/table/state-reader.js";
import { Table } from "../../../sim/table/table.js";
import { unitsPerQuil } from "../../protocol/ground/token.js";
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

/** What a state step brings up to date. */
interface StepState {
  readonly worldBytes: number;
  /** 0 to a curve that does not depend on it. */
  readonly supplyUnits: bigint;
}

/**
 * What rings pay and allocations score, memoised by class: all shards of equal size and leaf count. A change of the world's
 * size changes every figure: `reset` clears them all.
 */
export class RewardClasses extends Table {
  readonly #rules: RuleSwitches;
  #curve: Curve;
  /** Class by size and leaf count: follows from the rows. Reached by key only, so the order of a Map never matters. */
  readonly #classes = new Map<string, number>();
  /** The class that was asked for last, memoised. */
  #lastClass = 0;
  /** What was computed since the last reset. */
  readonly #outputs = new RingFigures();
  readonly #scores = new RingFigures();
  /** What the shards of a class have. */
  private sizeBytes = this.f64("bytes");
  private leafCount = this.i32("leaves");
  /** A new value takes effect with the next `reset`. */
  difficulty = this.amount("squarings");
  /** How often `reset` was called: classes of different generations have nothing in common. */
  resets = this.figure("resets");
  private worldBytes = this.figure("bytes");
  /** Frame of the last `reset`. */
  private stepFrame = this.figure("frame");
  /** What the curve saw of the supply at that step, and what it has added up since the start. */
  private supplyUnits = this.amount("units");
  private accrued = this.amount("units");
  /** Units that a frame issues at most, over all shards. */
  basisUnits = this.amount("units");

  constructor(rules: RuleSwitches, curve: Curve, difficulty: number) {
    super();
    this.#rules = rules;
    this.#curve = curve;
    this.difficulty = BigInt(difficulty);
  }

  /** What a frame issues before rings and shards divide it. */
  get curve(): Curve {
    return this.#curve;
  }

  /** Index of the class of shards with this size and leaf count. */
  classOf(sizeBytes: number, leafCount: number): number {
    // Shards are gone through in order, and those beside each other are mostly alike.
    const last = this.#lastClass;
    if (last < this.count && this.sizeBytes[last] === sizeBytes && this.leafCount[last] === leafCount) return last;
    return (this.#lastClass = this.#findClass(sizeBytes, leafCount));
  }

  #findClass(sizeBytes: number, leafCount: number): number {
    const key = keyOf(sizeBytes, leafCount);
    const known = this.#classes.get(key);
    if (known !== undefined) return known;
    const added = this.addRow();
    this.#classes.set(key, added);
    this.sizeBytes[added] = sizeBytes;
    this.leafCount[added] = leafCount;
    return added;
  }

  /** What the curve sees of a world of so many bytes. */
  curveState(worldBytes: number): CurveState {
    return {
      difficulty: this.difficulty,
      worldBytes: BigInt(worldBytes),
      units: unitsPerQuil,
      frame: this.stepFrame,
      supplyUnits: this.supplyUnits,
      accrued: this.accrued,
    };
  }

  /**
   * Sets the size of the world, bytes, and the supply that the curve sees, with the state step of a frame; classes of shards that no
   * longer exist are dropped with all others.
   */
  reset({ worldBytes, supplyUnits }: StepState, frame: number): void {
    this.resets++;
    // Before the first step there was no network.
    if (this.#curve.accrues !== undefined && this.resets > 1 && frame > this.stepFrame)
      this.accrued += this.#curve.accrues({ frame: this.stepFrame, worldBytes: BigInt(this.worldBytes) }, frame);
    this.stepFrame = frame;
    this.worldBytes = worldBytes;
    this.supplyUnits = supplyUnits;
    this.basisUnits = this.#curve.unitsPerFrame(this.curveState(worldBytes));
    // Rows are written whole when they are used again.
    this.count = 0;
    this.#clear();
  }

  /** What frames issue follows another curve from the next `reset` on. */
  follow(curve: Curve): void {
    this.#curve = curve;
  }

  /** What follows from the rules is worked out anew, of the world as it was with the last `reset`. */
  rulesChanged(): void {
    this.reset({ worldBytes: this.worldBytes, supplyUnits: this.supplyUnits }, this.stepFrame);
  }

  override load(from: StateReader): void {
    super.load(from);
    this.#clear();
    for (let row = 0; row < this.count; row++) this.#classes.set(keyOf(this.sizeBytes[row], this.leafCount[row]), row);
  }

  #clear(): void {
    this.#classes.clear();
    this.#outputs.clear();
    this.#scores.clear();
  }

  /** Units that a participant of a ring gets for a frame in which `present` of its positions take part, all unless given. */
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

  /** Whose root the reward of a class is divided by. */
  #divisorOf(rewardClass: number): number {
    return this.#rules.shardDivisor === "leafCount" ? this.leafCount[rewardClass] : shardsOfWorker;
  }

  #outputOf(rewardClass: number, ring: number): bigint {
    const allocation = {
      ring,
      stateBytes: BigInt(this.sizeBytes[rewardClass]),
      shards: BigInt(this.#divisorOf(rewardClass)) || 1n,
    };
    return allocationReward(this.basisUnits, BigInt(this.worldBytes), allocation, this.#rules);
  }

  #scoreOf(rewardClass: number, ring: number): bigint {
    const leafCount = scoredLeaves(this.#divisorOf(rewardClass), this.#rules);
    return proposerScore(
      { sizeBytes: BigInt(this.sizeBytes[rewardClass]), leafCount, ring },
      { basisUnits: this.basisUnits, worldBytes: BigInt(this.worldBytes) },
      this.#rules,
    );
  }
}

const keyOf = (sizeBytes: number, leafCount: number): string => `${sizeBytes}/${leafCount}`;
