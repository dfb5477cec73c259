import { grown, nextCapacity } from "../../sim/table/growth.js";
import { StreamKeys } from "./stream-keys.js";

/** Shards: one row a shard filter. A shard that was split or merged away stays as a row with `retired` set. */
export class Shards {
  count = 0;
  /** Shards that are not retired. */
  liveCount = 0;
  /** Filter in lower-case hex: application address and path. */
  readonly filter: string[] = [];
  /** Names under which shards draw: hashes of their filters. */
  readonly keys = new StreamKeys();
  sizeBytes = new Float64Array(0);
  /** Size at the start that the shard's data grew from, bytes; not whole for a shard that came from a split. */
  baseBytes = new Float64Array(0);
  leafCount = new Int32Array(0);
  /** Provers by stored status. */
  active = new Int32Array(0);
  joining = new Int32Array(0);
  leaving = new Int32Array(0);
  /** Provers that count for coverage (effective status Active). */
  covering = new Int32Array(0);
  /** Provers in the rings, those among them that are online, and their seniority. */
  inRings = new Int32Array(0);
  present = new Int32Array(0);
  seniorityTotal = new Float64Array(0);
  seniorityPresent = new Float64Array(0);
  /** 1 while its frames are certified and its updates mint. */
  minting = new Uint8Array(0);
  /** First frame that it makes since it makes any, while it does. */
  mintingSince = new Int32Array(0);
  /** First frame whose reward is not accumulated yet. */
  mintedUntil = new Int32Array(0);
  /** Frames that it has made and that minted, as far as accumulated. */
  madeFrames = new Int32Array(0);
  /** Units that one frame of this shard issues now. */
  unitsPerFrame = new Float64Array(0);
  /** First frame of the running streak at or below the halt threshold; −1: none. */
  streakStart = new Int32Array(0);
  halted = new Uint8Array(0);
  /** Frame in which its latest halt ended; 0: none did. */
  resumed = new Int32Array(0);
  /** 1 once anybody's join was accepted on it: before that it is not watched, and cannot halt. */
  everAllocated = new Uint8Array(0);
  /** Frame at which a noted split or merge takes effect, and into how many parts (1: a merge); 0: none. */
  splitFrame = new Int32Array(0);
  splitFactor = new Int32Array(0);
  /** Frame of the last proposal to split or merge. */
  lastProposal = new Int32Array(0);
  retired = new Uint8Array(0);
  /** Shards of equal size and leaf count share their scores and ring shares: index into the reward classes. */
  rewardClass = new Int32Array(0);
  /** Class, count of rings and generation of classes for which the rings' shares were last set. */
  shareClass = new Int32Array(0);
  sharedRings = new Int32Array(0);
  shareGeneration = new Int32Array(0);
  /** Allocations in the rings, in ring order. */
  readonly ranked: number[][] = [];
  /** Row of each ring in the ring table. */
  readonly ringRows: number[][] = [];
  #capacity = 0;

  add(filter: string, sizeBytes: number, leafCount: number, frame: number): number {
    const shard = this.count++;
    if (this.count > this.#capacity) this.#grow();
    this.filter.push(filter);
    this.keys.add(filter);
    this.ranked.push([]);
    this.ringRows.push([]);
    this.sizeBytes[shard] = sizeBytes;
    this.leafCount[shard] = leafCount;
    this.mintedUntil[shard] = frame;
    this.streakStart[shard] = -1;
    this.lastProposal[shard] = -1_000_000;
    this.liveCount++;
    return shard;
  }

  #grow(): void {
    const capacity = nextCapacity(this.#capacity, this.count);
    this.#capacity = capacity;
    this.sizeBytes = grown(this.sizeBytes, capacity);
    this.baseBytes = grown(this.baseBytes, capacity);
    this.leafCount = grown(this.leafCount, capacity);
    this.active = grown(this.active, capacity);
    this.joining = grown(this.joining, capacity);
    this.leaving = grown(this.leaving, capacity);
    this.covering = grown(this.covering, capacity);
    this.inRings = grown(this.inRings, capacity);
    this.present = grown(this.present, capacity);
    this.seniorityTotal = grown(this.seniorityTotal, capacity);
    this.seniorityPresent = grown(this.seniorityPresent, capacity);
    this.minting = grown(this.minting, capacity);
    this.mintingSince = grown(this.mintingSince, capacity);
    this.mintedUntil = grown(this.mintedUntil, capacity);
    this.madeFrames = grown(this.madeFrames, capacity);
    this.unitsPerFrame = grown(this.unitsPerFrame, capacity);
    this.streakStart = grown(this.streakStart, capacity);
    this.halted = grown(this.halted, capacity);
    this.resumed = grown(this.resumed, capacity);
    this.everAllocated = grown(this.everAllocated, capacity);
    this.splitFrame = grown(this.splitFrame, capacity);
    this.splitFactor = grown(this.splitFactor, capacity);
    this.lastProposal = grown(this.lastProposal, capacity);
    this.retired = grown(this.retired, capacity);
    this.rewardClass = grown(this.rewardClass, capacity);
    this.shareClass = grown(this.shareClass, capacity);
    this.sharedRings = grown(this.sharedRings, capacity);
    this.shareGeneration = grown(this.shareGeneration, capacity);
  }
}
