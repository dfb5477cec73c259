import type { Network } from "../../changes/network.js";
import { logOfShard } from "../../state/log/log-of.js";
import { accrueIssuance, accrueShard } from "../../changes/rewards/accrual.js";
import { setServing } from "../one-shard.js";
import { ringDepths } from "../../state/totals.js";
import { unitsPerCore } from "./pots.js";

/** What a core of each ring earns in a frame, and the cores that are there to earn it. Ring tables hold the rest. */
export class RingShares {
  readonly #network: Network;
  /** Cores of the members of each ring: present, and all. */
  readonly #present: number[] = [];
  readonly #all: number[] = [];
  /** Present cores of each ring as the log has them. */
  readonly #toldPresent: number[] = [];

  constructor(network: Network) {
    this.#network = network;
  }

  get hasRings(): boolean {
    return this.#all.length > 0;
  }

  /** Row of a ring in the world's ring table. */
  row(ring: number): number {
    const { shards, rings } = this.#network.world;
    while (shards.ringRows[0].length <= ring) {
      shards.ringRows[0].push(rings.add());
      this.#present.push(0);
      this.#all.push(0);
    }
    return shards.ringRows[0][ring];
  }

  /** Adds a member's cores to its ring, or takes them out (`sign` −1), and counts the node where metrics show it. */
  addMember(ring: number, { prover, cores }: { prover: number; cores: number }, sign: 1 | -1): void {
    this.row(ring);
    this.#all[ring] += sign * cores;
    setServing(this.#network, { prover, cores, by: sign });
    this.#network.world.totals.proversByRing[Math.min(ring, ringDepths - 1)] += sign;
  }

  /** Cores that send proofs from now on, or no longer (`sign` −1). */
  addPresent(ring: number, cores: number, sign: 1 | -1): void {
    this.#present[ring] += sign * cores;
    this.#network.world.rings.present[this.row(ring)] += sign;
  }

  presentCores(ring: number): number {
    return this.#present[ring] ?? 0;
  }

  /** Units that one core of the ring earns in a frame now. */
  perCore(ring: number): number {
    const { shards, rings } = this.#network.world;
    return ring < shards.ringRows[0].length ? rings.shareUnits[shards.ringRows[0][ring]] : 0;
  }

  /** Counts what rings and network issued in all frames before `frame`, at the shares as they are. */
  accrue(frame: number): void {
    accrueIssuance(this.#network.world, frame);
    accrueShard(this.#network.world, 0, frame);
  }

  /** Sets the shares from `frame` on; all frames before are accumulated with the old ones. */
  update(frame: number): void {
    const { world, rules } = this.#network;
    this.accrue(frame);
    let unitsPerFrame = 0;
    for (let ring = 0; ring < this.#all.length; ring++) {
      // `emptySlots: notMinted` leaves the parts of absent members out; 2.0 shared them among those present.
      const cores = rules.emptySlots === "sharedByPresent" ? this.#present[ring] : this.#all[ring];
      const share = this.#present[ring] === 0 ? 0 : unitsPerCore(frame, ring, cores, rules);
      this.#tell(frame, ring, share);
      world.rings.shareUnits[this.row(ring)] = share;
      unitsPerFrame += share * this.#present[ring];
    }
    world.totals.unitsPerFrame = unitsPerFrame;
    world.shards.unitsPerFrame[0] = unitsPerFrame;
  }

  /** Tells how many cores of the ring are at work from `frame` on, and what each earns, where that is new. */
  #tell(frame: number, ring: number, share: number): void {
    const record = logOfShard(this.#network, 0, frame);
    if (record === undefined) return;
    const value = this.#present[ring];
    if (value !== (this.#toldPresent[ring] ?? 0)) record("ring.v20.fill", "cores at work", "", { other: ring, value });
    this.#toldPresent[ring] = value;
    if (share !== this.perCore(ring)) record("emission.v20.share", "pays a core", "", { other: ring, value: share });
  }
}
