import { Table } from "../../sim/table/table.js";
import type { World } from "./world.js";

/** What tells in which frames a prover was credited on no shard, though it took part, where not every vote is credited. */
export interface UncreditedFrames {
  /** Counts votes on all shards of the prover in frames before `frame`. */
  settle(prover: number, frame: number): void;
  /** Gives its frames from `from` up to, not with, `until` in which it took part on so many shards and was credited on none. */
  take(prover: number, stretch: { positions: number; from: number; until: number }): number;
}

/**
 * How many frames each prover was credited for, on one shard or more, counted lazily: it is while it is online and has a ring position on
 * a shard that mints, so only changes of presence, positions and minting are noted. Frames without a global one credit nobody, and where the
 * first votes alone are credited (`creditedSigners: quorum`), frames in which its votes were late on all its shards do not count.
 */
export class ActiveFrames extends Table {
  readonly #world: Pick<World, "nodes" | "provers" | "framesBetween">;
  readonly #uncredited: UncreditedFrames | null;
  /** Ring positions on shards that mint. */
  private positions = this.i32("allocations");
  /** First frame that is not counted yet. */
  private since = this.i32("frame");
  private frames = this.i32("frames");
  /** Provers that were active since the last `take`, each once, in the order in which they became so. */
  private readonly counted = this.sequence("prover");
  private isCounted = this.u8("flag");

  constructor(world: Pick<World, "nodes" | "provers" | "framesBetween">, uncredited: UncreditedFrames | null = null) {
    super();
    this.#world = world;
    this.#uncredited = uncredited;
  }

  /** One more or fewer of its ring positions is on a shard that mints, from `frame` on. */
  changePositions(prover: number, by: 1 | -1, frame: number): void {
    this.#count(prover, frame);
    this.positions[prover] += by;
  }

  /** Its column `online` is about to change, from `frame` on. */
  beforePresence(prover: number, frame: number): void {
    this.#count(prover, frame);
  }

  /** Counts the frames before `frame` of everybody who is active, so that nothing about single ones has to be kept. */
  catchUp(frame: number): void {
    for (const prover of this.counted) this.#count(prover, frame);
  }

  /** Gives the active frames of a prover before `frame` since the last time, and clears them. */
  takeOf(prover: number, frame: number): number {
    this.#count(prover, frame);
    const frames = this.frames[prover];
    this.frames[prover] = 0;
    return frames;
  }

  /** Gives the active frames of every prover before `frame` since the last time, and clears them. */
  take(frame: number, credit: (prover: number, frames: number) => void): void {
    const counted = this.counted.splice(0);
    for (const prover of counted) {
      this.isCounted[prover] = 0;
      // Lists it again for the next time if it goes on being active.
      if (this.positions[prover] > 0) this.#count(prover, frame);
      if (this.frames[prover] > 0) credit(prover, this.frames[prover]);
      this.frames[prover] = 0;
    }
  }

  /** Counts the frames before `frame` as what the prover was until then, and lists it for the next `take`. */
  #count(prover: number, frame: number): void {
    if (prover >= this.count) this.reach(prover);
    const { nodes, provers } = this.#world;
    this.#uncredited?.settle(prover, frame);
    // What was settled to the end of a frame stays so when something changes with that frame.
    if (frame > this.since[prover]) {
      const [since, positions] = [this.since[prover], this.positions[prover]];
      if (positions > 0 && nodes.online[provers.node[prover]] === 1) {
        const uncredited = this.#uncredited?.take(prover, { positions, from: since, until: frame }) ?? 0;
        this.frames[prover] += this.#world.framesBetween(since, frame) - uncredited;
      }
      this.since[prover] = frame;
    }
    if (this.isCounted[prover] === 1) return;
    this.isCounted[prover] = 1;
    this.counted.push(prover);
  }
}
