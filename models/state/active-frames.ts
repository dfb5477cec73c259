import { Table } from "../../sim/table/table.js";
import type { World } from "./world.js";

/**
 * How many frames each prover was credited for, on one shard or more, counted lazily: it is while it is online and has a ring position on
 * a shard that mints, so only changes of presence, positions and minting are noted. Frames without a global one credit nobody.
 */
export class ActiveFrames extends Table {
  readonly #world: Pick<World, "nodes" | "provers" | "framesBetween">;
  /** Ring positions on shards that mint. */
  private positions = this.i32("allocations");
  /** First frame that is not counted yet. */
  private since = this.i32("frame");
  private frames = this.i32("frames");
  /** Provers that were active since the last `take`, each once, in the order in which they became so. */
  private readonly counted = this.sequence("prover");
  private isCounted = this.u8("flag");

  constructor(world: Pick<World, "nodes" | "provers" | "framesBetween">) {
    super();
    this.#world = world;
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
    this.reach(prover);
    const { nodes, provers } = this.#world;
    // What was settled to the end of a frame stays so when something changes with that frame.
    if (frame > this.since[prover]) {
      if (this.positions[prover] > 0 && nodes.online[provers.node[prover]] === 1)
        this.frames[prover] += this.#world.framesBetween(this.since[prover], frame);
      this.since[prover] = frame;
    }
    if (this.isCounted[prover] === 1) return;
    this.isCounted[prover] = 1;
    this.counted.push(prover);
  }
}
