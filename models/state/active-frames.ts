import { Table } from "../../sim/table/table.js";
import type { World } from "./world.js";

/**
 * How many frames each prover took part in, on one shard or more, counted lazily: a prover is active while it is online
 * and has a ring position on a shard that mints, so only changes of presence, positions and minting are noted.
 */
export class ActiveFrames extends Table {
  readonly #world: Pick<World, "nodes" | "provers">;
  /** Ring positions on shards that mint. */
  private positions = this.i32("allocations");
  /** First frame that is not counted yet. */
  private since = this.i32("frame");
  private frames = this.i32("frames");
  /** Provers that were active since the last `take`, each once, in the order in which they became so. */
  private readonly counted = this.sequence("prover");
  private isCounted = this.u8("flag");

  constructor(world: Pick<World, "nodes" | "provers">) {
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
    if (this.positions[prover] > 0 && nodes.online[provers.node[prover]] === 1)
      this.frames[prover] += frame - this.since[prover];
    this.since[prover] = frame;
    if (this.isCounted[prover] === 1) return;
    this.isCounted[prover] = 1;
    this.counted.push(prover);
  }
}
