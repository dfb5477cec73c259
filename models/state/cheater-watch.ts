/**
 * When the storage audit catches members that hold only part of their data, without a draw in every frame.
 *
 * A member that a frame finds out with probability p survives n such frames with (1 − p)^n = exp(−n·λ), λ = −ln(1 − p).
 * So each member draws once how much exposure it survives, E, exponential with mean 1; it is caught in the first frame
 * at whose end the λ of all frames it took part in reach E. That is exactly one independent trial a frame, however often
 * p changes on the way, and a change of p costs one addition instead of a new draw.
 *
 * Where the leader alone opens its replica (`storageOpenings: leader`) only frames that the member leads count. Where leaders come in turn
 * those are known; where a hash chooses them, each frame is led by each participant with the same chance.
 */
import { exponentialAt } from "../../sim/random/distributions/inverse.js";
import { log1p } from "../../sim/units/portable-math.js";
import { Table } from "../../sim/table/table.js";
import type { Draws } from "./draws.js";
import type { World } from "./world.js";
import { takesPart } from "./activity.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { Attackers } from "./attackers.js";
import { detectionChance, headerOpenings, openingsPerLeaf } from "../protocol/audit/selected.js";
import { everyFrame, frameOfTurn, framesLed, type LeaderTurns, turnsOf } from "../protocol/consensus/leader-turns.js";

/** What it is told of. */
interface CheaterServices {
  readonly attackers: Attackers;
  /** The rules in force: asked whenever something changes, as they may. */
  readonly rules: () => RuleSwitches;
  readonly world: World;
  readonly draws: Draws;
}

/** Later frames than any calendar holds. */
const frameMax = 2 ** 31;

/** Exposures: one row an allocation, that of a cheater as far as it has been exposed. */
class Exposures extends Table {
  /** Prover + 1 and join frame of the allocation; rows are reused, so an earlier one is told apart. 0: was never exposed. */
  owner = this.i32("prover + 1");
  joinFrame = this.i32("frame");
  /** Exposure at which it is caught. */
  survives = this.f64("exposure");
  shard = this.i32("shard");
  /** Exposure up to `since`, and what each frame from there on adds in which it opens its replica. */
  gathered = this.f64("exposure");
  perFrame = this.f64("exposure");
  since = this.i32("frame");
  /** In which frames that is: see `LeaderTurns`. */
  private turnPeriod = this.i32("frames", everyFrame.period);
  private turnLast = this.i32("frame", everyFrame.last);
  private turnLength = this.i32("frames", everyFrame.length);
  /** Frame in which it is caught if nothing changes; −1: never. */
  due = this.f64("frame", -1);

  /** From `frame` on each frame of these turns adds so much exposure. */
  setPace(row: number, perFrame: number, turns: LeaderTurns, frame: number): void {
    const frames = framesLed(this.#turnsOf(row), this.since[row], frame);
    if (frames > 0) this.gathered[row] += frames * this.perFrame[row];
    this.since[row] = Math.max(frame, this.since[row]);
    this.perFrame[row] = perFrame;
    this.turnPeriod[row] = turns.period;
    this.turnLast[row] = turns.last;
    this.turnLength[row] = turns.length;
    const left = Math.max(1, Math.ceil((this.survives[row] - this.gathered[row]) / perFrame));
    this.due[row] = perFrame > 0 ? frameOfTurn(turns, this.since[row], left) : -1;
  }

  #turnsOf(row: number): LeaderTurns {
    return { period: this.turnPeriod[row], last: this.turnLast[row], length: this.turnLength[row] };
  }
}

/** One row a shard. */
export class CheaterWatch extends Table {
  readonly #attackers: Attackers;
  readonly #rules: () => RuleSwitches;
  readonly #world: World;
  readonly #draws: Draws;
  private readonly exposures = this.part(new Exposures());
  /** Exposed allocations of the shard, and whether there ever were any. */
  private readonly exposed = this.lists("allocation");
  private wasExposed = this.u8("flag");
  /** Openings in its header, and their sum over all shards. */
  private openings = this.f64("openings");
  private total = this.figure("openings");
  #caught: readonly number[] = [];

  constructor({ attackers, rules, world, draws }: CheaterServices) {
    super();
    this.#attackers = attackers;
    this.#rules = rules;
    this.#world = world;
    this.#draws = draws;
  }

  /** Finds the allocations that the audit of this frame finds out; they are kicked at its end. */
  find(frame: number): void {
    this.#caught = this.#world.calendars.audits.take(frame).filter((allocation) => this.#isCaught(allocation, frame));
  }

  /** What `find` found in this frame. Nothing between two frames. */
  get caught(): readonly number[] {
    return this.#caught;
  }

  /** Who takes part in the shard, or its data, changed: counts from `frame` on. */
  update(shard: number, frame: number): void {
    const { shards } = this.#world;
    this.reach(shard);
    const isAudited = shards.minting[shard] === 1 && this.#rules().storageAudit === "on";
    const openings = isAudited ? headerOpenings(shards.leafCount[shard], shards.present[shard], this.#rules()) : 0;
    const change = openings - this.openings[shard];
    this.openings[shard] = openings;
    this.total += change;
    this.#refresh(shard, frame);
    if (change === 0 || this.#rules().auditPopulation === "shardHeader") return;
    // Everybody's openings are drawn from one population, so everybody's chances have changed.
    for (let other = 0; other < this.count; other++) {
      if (other !== shard && this.wasExposed[other] === 1) this.#refresh(other, frame);
    }
  }

  #isCaught(allocation: number, frame: number): boolean {
    return allocation < this.exposures.count && this.exposures.due[allocation] === frame;
  }

  #refresh(shard: number, frame: number): void {
    const { exposures } = this;
    for (const allocation of this.exposed[shard]) {
      // One that has moved to another shard is that shard's to follow.
      if (exposures.shard[allocation] === shard) exposures.setPace(allocation, 0, everyFrame, frame);
    }
    const audited = this.#rules().storageAudit === "on" ? this.#world.shards.ranked[shard] : [];
    const exposed = audited.filter(
      (allocation) => this.#heldShare(allocation, frame) < 1 && takesPart(this.#world, allocation),
    );
    this.exposed[shard] = exposed;
    if (exposed.length > 0) this.wasExposed[shard] = 1;
    if (exposed.length === 0) return;
    const turnsOfMember = this.#turnsOn(shard);
    for (const allocation of exposed) this.#expose(allocation, turnsOfMember(allocation), frame);
  }

  /** The frames in which members of a shard open their replicas: those that they lead, or all of them where nobody knows which. */
  #turnsOn(shard: number): (allocation: number) => LeaderTurns {
    const { storageOpenings, leaderRule } = this.#rules();
    if (storageOpenings === "everyVoter" || leaderRule !== "roundRobin") return () => everyFrame;
    const { shards, allocations, provers, nodes } = this.#world;
    const { prover } = allocations;
    const members = shards.ranked[shard].toSorted((a, b) => provers.compareAddress(prover[a], prover[b]));
    const isPresent = members.map((allocation) => nodes.online[provers.node[prover[allocation]]] === 1);
    return (allocation) => turnsOf(members.indexOf(allocation), isPresent, shards.session[shard]);
  }

  #expose(allocation: number, turns: LeaderTurns, frame: number): void {
    const { exposures } = this;
    const { allocations, shards, calendars } = this.#world;
    const shard = allocations.shard[allocation];
    this.#findRow(allocation, frame);
    exposures.shard[allocation] = shard;
    const chance = detectionChance({
      heldShare: this.#heldShare(allocation, frame),
      openings: openingsPerLeaf * shards.leafCount[shard],
      total: this.#rules().auditPopulation === "globalFrame" ? this.total : this.openings[shard],
    });
    const { storageOpenings, leaderRule } = this.#rules();
    const isLedByChance = storageOpenings === "leader" && leaderRule !== "roundRobin";
    const leads = isLedByChance ? 1 / shards.present[shard] : 1;
    exposures.setPace(allocation, -log1p(-chance * leads), turns, frame);
    const due = exposures.due[allocation];
    if (due >= frame && due < frameMax) calendars.audits.add(due, allocation);
  }

  /** Rows of allocations are reused, so the exposure of an earlier one is forgotten. */
  #findRow(allocation: number, frame: number): void {
    const { exposures } = this;
    const { allocations } = this.#world;
    const prover = allocations.prover[allocation];
    const shard = allocations.shard[allocation];
    const joinFrame = allocations.joinFrame[allocation];
    exposures.reach(allocation);
    if (exposures.owner[allocation] === prover + 1 && exposures.joinFrame[allocation] === joinFrame) return;
    exposures.owner[allocation] = prover + 1;
    exposures.joinFrame[allocation] = joinFrame;
    exposures.survives[allocation] = exponentialAt(
      this.#draws.allocations.purpose("storage audit").uniform(prover, shard, joinFrame),
      1,
    );
    exposures.gathered[allocation] = 0;
    exposures.perFrame[allocation] = 0;
    exposures.since[allocation] = frame;
    exposures.due[allocation] = -1;
  }

  #heldShare(allocation: number, frame: number): number {
    const { prover, shard } = this.#world.allocations;
    return this.#attackers.heldShare(prover[allocation], shard[allocation], frame);
  }
}
