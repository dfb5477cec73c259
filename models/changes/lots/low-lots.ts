/** Who of many draws a small lot for a shard. A lot follows from two names, so that any thread can draw it. */
import type { Purpose } from "../../../sim/random/stream.js";
import { pairWord } from "../../state/draws.js";
import type { StreamKeys } from "../../state/stream-keys.js";

export type Names = Pick<StreamKeys, "first" | "second">;

/** What decides who of equal nodes takes the allocations of a shard: of the network's streams, or of those of pairs. */
export const seatLots = <Lots>(from: { purpose(name: "start seat"): Lots }): Lots => from.purpose("start seat");

/** A shard that lots are drawn for: its name, and below what they are asked for. */
export interface LotsFor {
  readonly first: number;
  readonly second: number;
  readonly bound: number;
}

export interface LotPiece {
  /** Names of those who draw, two words each, in shared memory. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly shards: readonly LotsFor[];
}

/** Draws lots of several pieces, on whatever threads there are; answers in the order of the pieces. */
export interface LotWork {
  lots(pieces: readonly LotPiece[]): readonly (readonly LowLots[])[];
}

/** Lots below the bound: places of those who drew them, ascending, and the lots. */
export interface LowLots {
  readonly places: Uint32Array;
  readonly lots: Float64Array;
}

/** Of each shard of the piece. */
export function lowLots(lots: Purpose, { first, second, shards }: LotPiece): readonly LowLots[] {
  return shards.map((shard) => {
    const places: number[] = [];
    const low: number[] = [];
    for (let place = 0; place < first.length; place++) {
      const lot = lots.pairUniform(pairWord(first[place], shard.first), pairWord(second[place], shard.second), 0);
      if (lot >= shard.bound) continue;
      places.push(place);
      low.push(lot);
    }
    return { places: Uint32Array.from(places), lots: Float64Array.from(low) };
  });
}
