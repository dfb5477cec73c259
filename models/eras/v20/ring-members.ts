import { v20LastFrameWithoutMint } from "../../protocol/emission/v20-share.js";
import type { Network } from "../../changes/network.js";
import type { V20Member, V20Rings } from "../../protocol/ring/v20-fill.js";
import { pointsPerProof, seniorityOnKick } from "../../protocol/seniority/changes.js";
import { afterV20Event } from "../../protocol/seniority/v20.js";
import { Status } from "../../state/allocations.js";
import { addWorkers } from "../../state/workers.js";
import { logMove, logProofs, logSeniority } from "./ring-log.js";
import type { RingShares } from "./ring-shares.js";

/** A node in a ring; seniority and last frame are read as they stand in the frame that is being stepped. */
export interface RingMember extends V20Member {
  readonly prover: number;
}

/** Who sits in which ring, and what members earned: units and seniority, both settled when something changes. */
export class RingMembers {
  rings: V20Rings<RingMember> = [];
  readonly #network: Network;
  readonly #shares: RingShares;
  readonly #members: RingMember[] = [];
  /** By prover: first frame whose proof is not counted in its seniority yet; −1 while it sends none. */
  readonly #uncounted: number[] = [];
  /** By prover: first frame whose proof the log has not told yet. */
  readonly #unlogged: number[] = [];
  /** How often `assignRings` was called, and by prover the last time that it had a ring position. */
  #assignments = 0;
  readonly #assignedIn: number[] = [];

  constructor(network: Network, shares: RingShares) {
    this.#network = network;
    this.#shares = shares;
  }

  isMember(prover: number): boolean {
    const { allocations, allocationIndex } = this.#network.world;
    const allocation = allocationIndex.first(prover);
    return allocation >= 0 && allocations.ring[allocation] >= 0;
  }

  memberOf(prover: number): RingMember {
    const { world } = this.#network;
    const known = this.#members[prover] as RingMember | undefined;
    if (known !== undefined) return known;
    const lastFrame = (): number => this.#lastFrame(prover);
    const seniority = (): number => world.provers.seniority[prover] + this.#uncountedPoints(prover, world.frame + 1);
    return (this.#members[prover] = {
      prover,
      address: world.provers.addressHex(prover),
      get seniority() {
        return seniority();
      },
      get lastFrame() {
        return lastFrame();
      },
    });
  }

  /** A join takes effect: 20 points, and the entry counts as the last frame. Its ring is `assignRings`' to choose. */
  enter(prover: number, frame: number): void {
    const { provers, allocations, allocationIndex } = this.#network.world;
    if (allocationIndex.count(prover) === 0) allocationIndex.open(allocations.add(prover, 0));
    const allocation = allocationIndex.first(prover);
    const standing = { seniority: BigInt(provers.seniority[prover]), lastFrame: 0, leaves: false };
    const { seniority } = afterV20Event(standing, { kind: "join", frame });
    provers.seniority[prover] = Number(seniority);
    logSeniority(this.#network, prover, frame, "join");
    allocations.joinFrame[allocation] = frame;
    allocations.lastActive[allocation] = frame;
    allocations.status[allocation] = Status.active;
    this.#uncounted[prover] = -1;
  }

  /** The node's proofs stop with this frame. */
  rest(prover: number, frame: number): void {
    if (!this.isMember(prover) || this.#uncounted[prover] < 0) return;
    this.#rest(prover, frame);
    logProofs(this.#network, prover, { since: this.#unlogged[prover], until: frame });
  }

  /** The node's proofs begin, or begin again, with this frame. */
  resume(prover: number, frame: number): void {
    this.#unlogged[prover] = frame;
    this.#resume(prover, frame);
  }

  #rest(prover: number, frame: number): void {
    if (!(this.#uncounted[prover] >= 0)) return;
    const { allocations, provers, allocationIndex } = this.#network.world;
    const since = this.#uncounted[prover];
    this.#shares.accrue(frame);
    this.#settleOne(prover, frame);
    const allocation = allocationIndex.first(prover);
    // Who came and went within a frame has proved nothing.
    if (frame > since && frame - 1 > v20LastFrameWithoutMint)
      allocations.lastActive[allocation] = Math.max(allocations.lastActive[allocation], frame - 1);
    this.#shares.addPresent(allocations.ring[allocation], provers.workers[prover], -1);
    this.#uncounted[prover] = -1;
  }

  #resume(prover: number, frame: number): void {
    const { allocations, provers, rings, shards, allocationIndex } = this.#network.world;
    this.#shares.accrue(frame);
    const allocation = allocationIndex.first(prover);
    const ring = allocations.ring[allocation];
    allocations.settledUnits.copy(allocation, rings.accumulatedUnits, shards.ringRows[0][ring]);
    this.#shares.addPresent(ring, provers.workers[prover], 1);
    this.#uncounted[prover] = frame;
  }

  changeCores(prover: number, frame: number, cores: number): void {
    const { allocations, provers, allocationIndex } = this.#network.world;
    if (!this.isMember(prover)) return;
    const ring = allocations.ring[allocationIndex.first(prover)];
    const isPresent = this.#uncounted[prover] >= 0;
    if (isPresent) this.rest(prover, frame);
    this.#shares.addMember(ring, { prover, cores: provers.workers[prover] }, -1);
    this.#shares.addMember(ring, { prover, cores }, 1);
    if (!isPresent) return;
    // `resume` reads the node's cores, which the caller changes after this call.
    addWorkers(this.#network.world, prover, cores - provers.workers[prover]);
    this.resume(prover, frame);
  }

  /** Brings everybody to the ring that `rings` says, from the frame after `frame` on. */
  assignRings(rings: V20Rings<RingMember>, frame: number): void {
    const { allocations, allocationIndex } = this.#network.world;
    const before = this.rings;
    this.rings = rings;
    this.#assignments++;
    rings.forEach((ring, index) => {
      for (const { prover } of ring) {
        this.#assignedIn[prover] = this.#assignments;
        if (allocations.ring[allocationIndex.first(prover)] !== index) this.#move(prover, index, frame + 1);
      }
    });
    for (const ring of before) {
      for (const { prover } of ring)
        if (this.#assignedIn[prover] !== this.#assignments) this.#move(prover, -1, frame + 1);
    }
    this.#showDepth(rings.length - 1);
  }

  /** The removal by age is a fault: it costs 10 points, or what the switch `kickSeniority` says. */
  penalize(prover: number, frame: number): void {
    const { provers } = this.#network.world;
    const { kickSeniority } = this.#network.rules;
    const { seniority, canRejoin } = seniorityOnKick(BigInt(provers.seniority[prover]), kickSeniority);
    provers.seniority[prover] = Number(seniority);
    logSeniority(this.#network, prover, frame, "removal");
    if (!canRejoin) provers.kickFrame[prover] = frame;
  }

  /**
   * Credits every member with all frames before `frame`, and lists the members for tables; the rings must have been
   * accrued that far.
   */
  settle(frame: number): void {
    const { shards, allocationIndex } = this.#network.world;
    const inRings = this.rings.flat();
    for (const { prover } of inRings) this.#settleOne(prover, frame);
    shards.ranked[0] = inRings.map(({ prover }) => allocationIndex.first(prover));
  }

  /** The one shard counts under its outermost ring. */
  #showDepth(outermost: number): void {
    const { shardsByRing } = this.#network.world.totals;
    shardsByRing.fill(0);
    shardsByRing[Math.min(Math.max(0, outermost), shardsByRing.length - 1)] = 1;
  }

  #move(prover: number, ring: number, frame: number): void {
    const { allocations, provers, allocationIndex } = this.#network.world;
    const allocation = allocationIndex.first(prover);
    const before = allocations.ring[allocation];
    const cores = provers.workers[prover];
    if (before >= 0) {
      this.#rest(prover, frame);
      this.#shares.addMember(before, { prover, cores }, -1);
    }
    allocations.ring[allocation] = ring;
    if (ring < 0) {
      allocations.status[allocation] = Status.left;
      return;
    }
    this.#shares.addMember(ring, { prover, cores }, 1);
    if (before >= 0) logMove(this.#network, prover, { frame: frame - 1, from: before, to: ring });
    else this.#unlogged[prover] = frame;
    if (provers.online[prover] === 1) this.#resume(prover, frame);
  }

  #settleOne(prover: number, frame: number): void {
    if (!(this.#uncounted[prover] >= 0)) return;
    const { allocations, provers, rings, shards, allocationIndex } = this.#network.world;
    const allocation = allocationIndex.first(prover);
    const row = shards.ringRows[0][allocations.ring[allocation]];
    const perCore = rings.accumulatedUnits.get(row) - allocations.settledUnits.get(allocation);
    const earned = perCore * BigInt(provers.workers[prover]);
    provers.balance.set(prover, provers.balance.get(prover) + earned);
    rings.paidUnits.set(row, rings.paidUnits.get(row) + earned);
    allocations.settledUnits.copy(allocation, rings.accumulatedUnits, row);
    provers.seniority[prover] += this.#uncountedPoints(prover, frame);
    this.#uncounted[prover] = frame;
  }

  #uncountedPoints(prover: number, beforeFrame: number): number {
    const since = this.#uncounted[prover] ?? -1;
    if (since < 0 || this.#network.rules.seniorityAccrual === "none") return 0;
    return pointsPerProof * Math.max(0, beforeFrame - Math.max(since, v20LastFrameWithoutMint + 1));
  }

  #lastFrame(prover: number): number {
    const { allocations, frame, allocationIndex } = this.#network.world;
    const known = allocations.lastActive[allocationIndex.first(prover)];
    const isProving = (this.#uncounted[prover] ?? -1) >= 0 && frame > v20LastFrameWithoutMint;
    return isProving ? Math.max(known, frame) : known;
  }
}
