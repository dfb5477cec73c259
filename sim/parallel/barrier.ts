import { messages } from "./messages.js";

const arrivedAt = 0;
const generationAt = 1;
const abortedAt = 2;
const readAt = 3;
/** How long who has reported waits for somebody to read it, milliseconds. */
const maxReadMs = 10_000;

/** Thrown at a barrier that will never open, because another part has failed. */
export class BarrierAborted extends Error {
  override readonly name = "BarrierAborted";
  constructor() {
    super(messages.aborted());
  }
}

/**
 * A barrier of the parts of a run: nobody goes on before all are there. Who comes early turns for a while, which is over in
 * a fraction of a microsecond if the others come soon, and then sleeps, which costs a few to wake from.
 */
export class Barrier {
  private readonly words: Int32Array;

  /** `spins`: turns before sleeping; 0 where there are more parts than cores, since then nobody else could run. */
  constructor(
    shared: SharedArrayBuffer,
    private readonly partCount: number,
    private readonly spins: number,
  ) {
    this.words = new Int32Array(shared);
  }

  static makeShared(): SharedArrayBuffer {
    return new SharedArrayBuffer(64);
  }

  /** Returns when every part has called it. Throws `BarrierAborted` if one never will. */
  wait(): void {
    const { words, partCount } = this;
    const generation = Atomics.load(words, generationAt);
    if (Atomics.add(words, arrivedAt, 1) === partCount - 1) {
      Atomics.store(words, arrivedAt, 0);
      Atomics.add(words, generationAt, 1);
      if (partCount > 1) Atomics.notify(words, generationAt);
    } else {
      for (let turn = 0; turn < this.spins; turn++) if (Atomics.load(words, generationAt) !== generation) break;
      // Whoever comes after an abort finds the generation that it raised, and must not wait for another.
      while (Atomics.load(words, generationAt) === generation && Atomics.load(words, abortedAt) === 0) {
        Atomics.wait(words, generationAt, generation);
      }
    }
    if (Atomics.load(words, abortedAt) !== 0) throw new BarrierAborted();
  }

  /** Whether all others wait here, or one never will: then who calls `wait` need not. Sleeps so many milliseconds for that, at most. */
  othersAreThere(withinMs: number): boolean {
    const { words } = this;
    const isSo = (): boolean =>
      Atomics.load(words, arrivedAt) === this.partCount - 1 || Atomics.load(words, abortedAt) !== 0;
    // Without the one that asks nobody goes on: only an abort wakes it.
    if (!isSo() && withinMs > 0) Atomics.wait(words, generationAt, Atomics.load(words, generationAt), withinMs);
    return isSo();
  }

  /** Lets everybody who waits, or will come, leave with `BarrierAborted`. */
  abort(): void {
    Atomics.store(this.words, abortedAt, 1);
    Atomics.add(this.words, generationAt, 1);
    Atomics.notify(this.words, generationAt);
  }

  /** What parts have reported has been read: whoever waits for that may leave. */
  confirmRead(): void {
    Atomics.store(this.words, readAt, 1);
    Atomics.notify(this.words, readAt);
  }

  /** Stays until what was reported is read: the mail of a thread that is gone may be gone as well. */
  waitUntilRead(): void {
    if (Atomics.load(this.words, readAt) === 0) Atomics.wait(this.words, readAt, 0, maxReadMs);
  }
}
