import { Table } from "../../sim/table/table.js";
import { StreamKeys } from "./stream-keys.js";

/** In `lastProposal`, of a shard that nobody ever proposed to split or merge: so long ago that nothing waits for it. */
export const neverProposed = -1_000_000;

/** What a shard's committee is bound to: nothing; its members; its members and their rings, since it makes frames. */
export const Session = { none: 0, members: 1, rings: 2 } as const;

/** Shards: one row a shard filter. A shard that was split or merged away stays as a row with `retired` set. */
export class Shards extends Table {
  /** Shards that are not retired. */
  liveCount = this.figure("shards");
  /** Filter in lower-case hex: application address and path. */
  readonly filter = this.texts("hex");
  /** Names under which shards draw: hashes of their filters. */
  readonly keys = this.part(new StreamKeys());
  sizeBytes = this.f64("bytes");
  /** Size at the start that the shard's data grew from, bytes; not whole for a shard that came from a split. */
  baseBytes = this.f64("bytes");
  leafCount = this.i32("leaves");
  /** Provers by stored status. */
  active = this.i32("allocations");
  joining = this.i32("allocations");
  leaving = this.i32("allocations");
  /** Joins of others that lapsed without an answer, and are stored on it still. */
  staleJoining = this.i32("records");
  /** Those that leave and whose leave is confirmed. */
  departing = this.i32("allocations");
  /** Provers that count for coverage (effective status Active). */
  covering = this.i32("provers");
  /** Allocations that began and ceased to cover it last, and whose they were; −1: none did yet. */
  gained = this.i32("allocation", -1);
  gainedProver = this.i32("prover", -1);
  lost = this.i32("allocation", -1);
  lostProver = this.i32("prover", -1);
  /** Provers in the rings, those among them that are online, and their seniority. */
  inRings = this.i32("provers");
  present = this.i32("provers");
  seniorityTotal = this.f64("points");
  seniorityPresent = this.f64("points");
  /** 1 while nobody serves in its committee by effective status, so that everyone who is active by the stored one stands in. */
  standIns = this.u8("flag");
  /** How its committee stands where that stays until it hands over (`committeeSession: on`): see `Session`. */
  sealed = this.u8("session");
  /** Generation of that committee; and the frame in which it is looked at whether it hands over, 0: nobody has changed. */
  session = this.i32("handoffs");
  handoffFrame = this.i32("frame");
  /** 1 while its frames are certified and its updates mint. */
  minting = this.u8("flag");
  /** First frame that it makes since it makes any, or since its committee handed over, while it does. */
  mintingSince = this.i32("frame");
  /** First frame whose reward is not accumulated yet. */
  mintedUntil = this.i32("frame");
  /** Frames that it has made and that minted, as far as accumulated. */
  madeFrames = this.i32("frames");
  /** Units that one frame of this shard issues now. */
  unitsPerFrame = this.f64("units");
  /** First frame of the running streak at or below the halt threshold; −1: none. */
  streakStart = this.i32("frame", -1);
  halted = this.u8("flag");
  /** Frame in which its latest halt ended; 0: none did. */
  resumed = this.i32("frame");
  /** 1 once anybody's join was accepted on it: before that it is not watched, and cannot halt. */
  everAllocated = this.u8("flag");
  /** Frame at which a noted split or merge takes effect, and into how many parts (1: a merge); 0: none. */
  splitFrame = this.i32("frame");
  splitFactor = this.i32("parts");
  /** Frame of the last proposal to split or merge. */
  lastProposal = this.i32("frame", neverProposed);
  retired = this.u8("flag");
  /** Whether it was healthy so far: see changes/shards/recovery.ts. When it last lost its health, and got it back; −1: never. */
  healthSeen = this.u8("state");
  healthLostUs = this.f64("µs", -1);
  healthBackUs = this.f64("µs", -1);
  /** Shards of equal size and leaf count share their scores and ring shares: index into the reward classes. */
  rewardClass = this.i32("reward class");
  /** Class, count of rings and generation of classes for which the rings' shares were last set. */
  shareClass = this.i32("reward class");
  sharedRings = this.i32("rings");
  shareGeneration = this.i32("resets");
  /** Allocations that are active or leave by stored status, in no order that means anything. */
  readonly members = this.lists("allocation");
  /** Allocations in the rings, in ring order. */
  readonly ranked = this.lists("allocation");
  /** Row of each ring in the ring table. */
  readonly ringRows = this.lists("ring row");

  add(filter: string, sizeBytes: number, leafCount: number, frame: number): number {
    const shard = this.addRow();
    this.filter[shard] = filter;
    this.keys.add(filter);
    this.sizeBytes[shard] = sizeBytes;
    this.leafCount[shard] = leafCount;
    this.mintedUntil[shard] = frame;
    this.liveCount++;
    return shard;
  }
}
