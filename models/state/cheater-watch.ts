/**
 * When the storage audit catches allocations whose provers hold only part of their data, by thinning: without a draw in
 * every frame.
 *
 * One that a frame finds out with probability p survives n such frames with (1 − p)^n = exp(−n·λ), λ = −ln(1 − p).
 * So each draws once how much exposure it survives, E, exponential with mean 1; it is caught in the first frame
 * at whose end the λ of all frames it took part in reach E. That is exactly one independent trial a frame, however often
 * p changes on the way, and a change of p costs one addition instead of a new draw.
 */
import { exponentialAt } from "../../sim/random/distributions/inverse.js";
import { log1p } from "../../sim/units/portable-math.js";
import type { Network } from "../changes/network.js";
import { takesPart } from "./activity.js";
import type { RuleSwitches } from "../protocol/ground/rule-sets.js";
import type { Scenario } from "../scenario/schema.js";
import { detectionChance, openingsPerLeaf } from "../protocol/audit/selected.js";

/** Whether there is anything to watch: an audit, and operators who hold only part of their data. */
export function watchesCheaters({ operators }: Scenario, { storageAudit }: RuleSwitches): boolean {
  return storageAudit === "on" && operators.some(({ holds }) => holds < 1);
}

/** A cheating allocation as far as it has been exposed. */
interface Exposure {
  readonly prover: number;
  readonly joinFrame: number;
  /** Exposure at which it is caught. */
  readonly survives: number;
  shard: number;
  /** Exposure up to `since`, and what each frame from there on adds. */
  gathered: number;
  perFrame: number;
  since: number;
  /** Frame in which it is caught if nothing changes; −1: never. */
  due: number;
}

/** Later frames than any calendar holds. */
const frameMax = 2 ** 31;

export class CheaterWatch {
  readonly #heldShares: readonly number[];
  /** By allocation. Reached by key only, so the order of a Map never matters. */
  readonly #exposures = new Map<number, Exposure>();
  /** Exposed allocations of each shard. */
  readonly #exposed: (readonly number[] | undefined)[] = [];
  /** Openings in the header of each shard, and their sum. */
  readonly #openings: number[] = [];
  #total = 0;
  /** Members that the audit of this frame finds out; they are kicked at its end. */
  caught: readonly number[] = [];

  constructor({ operators }: Scenario) {
    this.#heldShares = operators.map(({ holds }) => holds);
  }

  /** Whether the next frame of an allocation, from `frame` on, is the one that catches it. */
  isCaught(allocation: number, frame: number): boolean {
    return this.#exposures.get(allocation)?.due === frame;
  }

  /** Who takes part in the shard, or its data, changed: counts from `frame` on. */
  update(network: Network, shard: number, frame: number): void {
    const { shards } = network.world;
    const openings =
      shards.minting[shard] === 1 ? openingsPerLeaf * shards.leafCount[shard] * shards.present[shard] : 0;
    const change = openings - (this.#openings[shard] ?? 0);
    while (this.#openings.length <= shard) this.#openings.push(0);
    this.#openings[shard] = openings;
    this.#total += change;
    this.#refresh(network, shard, frame);
    if (change === 0 || network.rules.auditPopulation === "shardHeader") return;
    // Everybody's openings are drawn from one population, so everybody's chances have changed.
    this.#exposed.forEach((_exposed, other) => {
      if (other !== shard) this.#refresh(network, other, frame);
    });
  }

  #refresh(network: Network, shard: number, frame: number): void {
    const { world } = network;
    for (const allocation of this.#exposed[shard] ?? []) {
      const exposure = this.#exposures.get(allocation);
      // One that has moved to another shard is that shard's to follow.
      if (exposure !== undefined && exposure.shard === shard) setPace(exposure, 0, frame);
    }
    const exposed = world.shards.ranked[shard].filter(
      (allocation) => this.#heldShare(network, allocation) < 1 && takesPart(world, allocation),
    );
    if (exposed.length === 0) {
      if (this.#exposed[shard] !== undefined) this.#exposed[shard] = undefined;
      return;
    }
    this.#exposed[shard] = exposed;
    for (const allocation of exposed) this.#expose(network, allocation, frame);
  }

  #expose(network: Network, allocation: number, frame: number): void {
    const { world, rules, calendars } = network;
    const shard = world.allocations.shard[allocation];
    const exposure = this.#exposureOf(network, allocation, frame);
    exposure.shard = shard;
    const chance = detectionChance({
      heldShare: this.#heldShare(network, allocation),
      openings: openingsPerLeaf * world.shards.leafCount[shard],
      total: rules.auditPopulation === "globalFrame" ? this.#total : this.#openings[shard],
    });
    setPace(exposure, -log1p(-chance), frame);
    if (exposure.due >= frame && exposure.due < frameMax) calendars.audits.add(exposure.due, allocation);
  }

  /** Rows of allocations are reused, so the exposure of an earlier one is dropped. */
  #exposureOf({ world, draws }: Network, allocation: number, frame: number): Exposure {
    const prover = world.allocations.prover[allocation];
    const shard = world.allocations.shard[allocation];
    const joinFrame = world.allocations.joinFrame[allocation];
    const known = this.#exposures.get(allocation);
    if (known !== undefined && known.prover === prover && known.joinFrame === joinFrame) return known;
    const survives = exponentialAt(draws.allocations.purpose("storage audit").uniform(prover, shard, joinFrame), 1);
    const fresh = { prover, joinFrame, survives, shard, gathered: 0, perFrame: 0, since: frame, due: -1 };
    this.#exposures.set(allocation, fresh);
    return fresh;
  }

  #heldShare({ world }: Network, allocation: number): number {
    return this.#heldShares[world.provers.operatorClass[world.allocations.prover[allocation]]];
  }
}

/** From `frame` on each frame adds so much exposure. */
function setPace(exposure: Exposure, perFrame: number, frame: number): void {
  const frames = frame - exposure.since;
  if (frames > 0) exposure.gathered += frames * exposure.perFrame;
  exposure.since = Math.max(frame, exposure.since);
  exposure.perFrame = perFrame;
  const left = Math.max(1, Math.ceil((exposure.survives - exposure.gathered) / perFrame));
  exposure.due = perFrame > 0 ? exposure.since + left - 1 : -1;
}
