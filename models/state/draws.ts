/**
 * Random numbers of a network's entities. Each draws under its own name (`state/stream-keys.ts`), never under its number or
 * its place in a list, so that whoever comes, goes or stands elsewhere changes nothing in what the others draw. What
 * happens to the network as a whole draws by frame, from its streams.
 */
import type { Cursor } from "../../sim/random/cursor.js";
import type { Purpose } from "../../sim/random/stream.js";
import type { NetworkStreams, PurposeName } from "./purposes.js";
import type { StreamKeys } from "./stream-keys.js";

/** Numbers that a row can draw in one frame without coming to those of the next. */
const drawsPerFrame = 2 ** 21;

/** The streams of one purpose, one for every row of a table. */
export class RowStreams {
  readonly #purpose: Purpose;
  readonly #keys: StreamKeys;

  constructor(purpose: Purpose, keys: StreamKeys) {
    this.#purpose = purpose;
    this.#keys = keys;
  }

  /** A multiple of 2^−53 in [0, 1). */
  uniform(row: number, counter: number): number {
    return this.#purpose.pairUniform(this.#keys.first[row], this.#keys.second[row], counter);
  }

  /** As `uniform`: the n-th draw of the row that belongs to a frame. */
  frameUniform(row: number, frame: number, n: number): number {
    return this.uniform(row, frame * drawsPerFrame + n);
  }

  /** One of 0 … n − 1. */
  below(row: number, counter: number, n: number): number {
    return this.#purpose.pairBelow(this.#keys.first[row], this.#keys.second[row], counter, n);
  }

  /** The row's stream as a sequence. */
  cursor(row: number): Cursor {
    return this.#purpose.pairCursor(this.#keys.first[row], this.#keys.second[row]);
  }

  /** The row's draws that belong to a frame as a sequence, from the n-th on. */
  frameCursor(row: number, frame: number, n = 0): Cursor {
    return this.#purpose.pairCursor(this.#keys.first[row], this.#keys.second[row], frame * drawsPerFrame + n);
  }
}

/** One word of the name of a pair, of the same word of both. Names are hashes of 64 bits, and so is their exclusive or. */
export const pairWord = (one: number, other: number): number => (one ^ other) >>> 0;

/** The streams of one purpose, one for every row of a table together with a row of another. */
export class PairStreams {
  readonly #purpose: Purpose;
  readonly #keys: StreamKeys;
  readonly #others: StreamKeys;

  constructor(purpose: Purpose, keys: StreamKeys, others: StreamKeys) {
    this.#purpose = purpose;
    this.#keys = keys;
    this.#others = others;
  }

  uniform(row: number, other: number, counter: number): number {
    const [keys, others] = [this.#keys, this.#others];
    const first = pairWord(keys.first[row], others.first[other]);
    const second = pairWord(keys.second[row], others.second[other]);
    return this.#purpose.pairUniform(first, second, counter);
  }
}

/** Streams of some kind by purpose, each made when first asked for. */
export class DrawsBy<Kind> {
  readonly #streams: NetworkStreams;
  readonly #make: (purpose: Purpose) => Kind;
  // Reached by key only, so the order of a Map never matters.
  readonly #ofPurpose = new Map<PurposeName, Kind>();

  constructor(streams: NetworkStreams, make: (purpose: Purpose) => Kind) {
    this.#streams = streams;
    this.#make = make;
  }

  /** Asking twice gives the same object. */
  purpose(name: PurposeName): Kind {
    let found = this.#ofPurpose.get(name);
    if (found === undefined) this.#ofPurpose.set(name, (found = this.#make(this.#streams.purpose(name))));
    return found;
  }
}

/** Who draws in a network. */
export interface Draws {
  readonly classes: DrawsBy<RowStreams>;
  readonly operators: DrawsBy<RowStreams>;
  readonly nodes: DrawsBy<RowStreams>;
  readonly provers: DrawsBy<RowStreams>;
  readonly shards: DrawsBy<RowStreams>;
  /** A node on a shard. */
  readonly allocations: DrawsBy<PairStreams>;
  /** A node, or an operator, in an entry of the timeline. */
  readonly nodesByEvent: DrawsBy<PairStreams>;
  readonly operatorsByEvent: DrawsBy<PairStreams>;
}

/** The names of everything that draws. */
export interface NamedTables {
  readonly classes: StreamKeys;
  readonly operators: StreamKeys;
  readonly nodes: StreamKeys;
  readonly provers: StreamKeys;
  readonly shards: StreamKeys;
  readonly timeline: StreamKeys;
}

export function createDraws(
  streams: NetworkStreams,
  { classes, operators, nodes, provers, shards, timeline }: NamedTables,
): Draws {
  const rowsOf = (keys: StreamKeys): DrawsBy<RowStreams> =>
    new DrawsBy(streams, (purpose) => new RowStreams(purpose, keys));
  return {
    classes: rowsOf(classes),
    operators: rowsOf(operators),
    nodes: rowsOf(nodes),
    provers: rowsOf(provers),
    shards: rowsOf(shards),
    allocations: new DrawsBy(streams, (purpose) => new PairStreams(purpose, provers, shards)),
    nodesByEvent: new DrawsBy(streams, (purpose) => new PairStreams(purpose, nodes, timeline)),
    operatorsByEvent: new DrawsBy(streams, (purpose) => new PairStreams(purpose, operators, timeline)),
  };
}
