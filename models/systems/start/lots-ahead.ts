/**
 * Draws lots for several of the next shards at once, of all who have most room now, so that several threads can share it. Who takes
 * what is still decided shard by shard: whoever has left the level by then is passed over.
 */
import type { LotPiece, LotsFor, LotWork, LowLots, Names } from "../../changes/lots/low-lots.js";
import { type DrawnAhead, type FullestFirst, lowBound } from "./fullest-first.js";

/** Lots that are worth drawing on several threads, and that a piece has, about: 10 ms, and 1.5. */
const [minLots, lotsPerPiece] = [200_000, 30_000];
/** Of a level, the parts that may leave it before lots of it are drawn anew: so many lots are drawn in vain, about half of that. */
const [fewLeave, mostLeave] = [1 / 16, 1 / 4];

interface AheadServices {
  readonly work: LotWork;
  readonly nodes: FullestFirst;
  /** Names of provers and of shards. */
  readonly names: Names;
  readonly shardNames: Names;
  readonly countOfShard: readonly number[];
}

export class LotsAhead {
  readonly #services: AheadServices;
  /** By shard, of those that lots are drawn for already. */
  #drawn = new Map<number, DrawnAhead>();

  constructor(services: AheadServices) {
    this.#services = services;
  }

  /** Lots of the first of these shards, which are next in this order; undefined: it is not worth it. */
  of(shards: readonly number[], at: number): DrawnAhead | undefined {
    if (!this.#drawn.has(shards[at])) this.#drawn = this.#draw(this.#next(shards, at));
    return this.#drawn.get(shards[at]);
  }

  /** The shards that lots are to be drawn for now. */
  #next(shards: readonly number[], at: number): readonly number[] {
    const { countOfShard, nodes } = this.#services;
    const { ones } = nodes.fullest;
    const forMin = countOfShard[shards[at]] * Math.ceil(minLots / ones.length);
    const leave = Math.min(Math.max(fewLeave * ones.length, forMin), mostLeave * ones.length);
    let [end, left] = [at, leave];
    while (end < shards.length && countOfShard[shards[end]] <= left) left -= countOfShard[shards[end++]];
    return (end - at) * ones.length < minLots ? [] : shards.slice(at, end);
  }

  #draw(shards: readonly number[]): Map<number, DrawnAhead> {
    if (shards.length === 0) return new Map();
    const { work, nodes, countOfShard } = this.#services;
    const { room } = nodes.fullest;
    // The level is rearranged while its members leave.
    const level = [...nodes.fullest.ones];
    const left = level.length - shards.reduce((sum, shard) => sum + countOfShard[shard], 0);
    const answers = work.lots(this.#pieces(level, shards, left)).flat();
    return new Map(shards.map((shard, k) => [shard, aheadOf(answers[k], level, room)]));
  }

  #pieces(level: readonly number[], shards: readonly number[], left: number): readonly LotPiece[] {
    const { names, shardNames, countOfShard } = this.#services;
    const shared = (column: Uint32Array): Uint32Array => {
      const words = new Uint32Array(new SharedArrayBuffer(4 * level.length));
      for (let place = 0; place < level.length; place++) words[place] = column[level[place]];
      return words;
    };
    const [first, second] = [shared(names.first), shared(names.second)];
    const asked = shards.map((shard): LotsFor => {
      const bound = lowBound(countOfShard[shard], left);
      return { first: shardNames.first[shard], second: shardNames.second[shard], bound };
    });
    const perPiece = Math.max(1, Math.round(lotsPerPiece / level.length));
    return Array.from({ length: Math.ceil(asked.length / perPiece) }, (_, piece) => ({
      first,
      second,
      shards: asked.slice(piece * perPiece, (piece + 1) * perPiece),
    }));
  }
}

const aheadOf = ({ places, lots }: LowLots, level: readonly number[], room: number): DrawnAhead => ({
  room,
  ones: Array.from(places, (place) => level[place]),
  lots,
});
