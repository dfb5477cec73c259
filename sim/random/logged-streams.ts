/**
 * Streams that tell a log of every draw. The numbers are those of `createStreams`, which knows nothing of logs: a run
 * that keeps none pays nothing, and one that does draws the same.
 */
import { Cursor } from "./cursor.js";
import type { Draw, DrawLog } from "./draw-log.js";
import { type Branch, type PurposeKeys, purposeKeys, type Seed, seedBits } from "./seed.js";
import { createStreams, Purpose, type Streams } from "./stream.js";

/** As `createStreams`, with a log. Throws `RangeError` as it does. */
export function createLoggedStreams(seed: Seed, replication: number, log: DrawLog, branch?: Branch): Streams {
  const plain = createStreams(seed, replication, branch);
  const bits = seedBits(seed);
  // Reached by key only, so the order of a Map never matters.
  const purposes = new Map<string, Purpose>();
  const purpose = (name: string): Purpose => {
    let found = purposes.get(name);
    if (found === undefined) {
      found = new LoggedPurpose(name, purposeKeys(bits, replication, name, branch), new Note(name, log));
      purposes.set(name, found);
    }
    return found;
  };
  return { seed: plain.seed, replication, purpose };
}

/** Fills the one record that a purpose hands to the log. */
class Note implements Draw {
  entity = 0;
  second = -1;
  counter = 0;
  value = 0;
  readonly #log: DrawLog;

  constructor(
    readonly purpose: string,
    log: DrawLog,
  ) {
    this.#log = log;
  }

  /** Passes the value through. */
  write(entity: number, second: number, counter: number, value: number): number {
    this.entity = entity;
    this.second = second;
    this.counter = counter;
    this.value = value;
    this.#log.record(this);
    return value;
  }
}

/** Every method that draws does what a plain purpose does, and notes it; a test holds the two lists of methods together. */
class LoggedPurpose extends Purpose {
  readonly #note: Note;

  constructor(name: string, keys: PurposeKeys, note: Note) {
    super(name, keys);
    this.#note = note;
  }

  override draw(entity: number, counter: number): void {
    super.draw(entity, counter);
    this.#note.write(entity, -1, counter, this.words[0] >>> 0);
  }

  override word(entity: number, counter: number): number {
    return this.#note.write(entity, -1, counter, super.word(entity, counter));
  }

  override uniform(entity: number, counter: number): number {
    return this.#note.write(entity, -1, counter, super.uniform(entity, counter));
  }

  override below(entity: number, counter: number, n: number): number {
    return this.#note.write(entity, -1, counter, super.below(entity, counter, n));
  }

  override cursor(entity: number, start = 0): Cursor {
    return new LoggedCursor(super.cursor(entity, start), this.#note, entity, -1);
  }

  override drawPair(first: number, second: number, counter: number): void {
    super.drawPair(first, second, counter);
    this.#note.write(first, second, counter, this.words[0] >>> 0);
  }

  override pairWord(first: number, second: number, counter: number): number {
    return this.#note.write(first, second, counter, super.pairWord(first, second, counter));
  }

  override pairUniform(first: number, second: number, counter: number): number {
    return this.#note.write(first, second, counter, super.pairUniform(first, second, counter));
  }

  override pairBelow(first: number, second: number, counter: number, n: number): number {
    return this.#note.write(first, second, counter, super.pairBelow(first, second, counter, n));
  }

  override pairCursor(first: number, second: number, start = 0): Cursor {
    return new LoggedCursor(super.pairCursor(first, second, start), this.#note, first, second);
  }
}

/** Lets a plain cursor draw, and notes it. */
class LoggedCursor extends Cursor {
  readonly #plain: Cursor;
  readonly #note: Note;
  readonly #entity: number;
  readonly #second: number;

  constructor(plain: Cursor, note: Note, entity: number, second: number) {
    // The keys of the class above are never used: the plain cursor has the right ones.
    super(0, 0, 0, 0);
    this.#plain = plain;
    this.#note = note;
    this.#entity = entity;
    this.#second = second;
  }

  override get position(): number {
    return this.#plain.position;
  }

  override word(): number {
    const counter = this.#plain.position;
    return this.#note.write(this.#entity, this.#second, counter, this.#plain.word());
  }

  override uniform(): number {
    const counter = this.#plain.position;
    return this.#note.write(this.#entity, this.#second, counter, this.#plain.uniform());
  }

  override below(n: number): number {
    const counter = this.#plain.position;
    return this.#note.write(this.#entity, this.#second, counter, this.#plain.below(n));
  }
}
