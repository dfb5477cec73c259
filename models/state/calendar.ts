import type { StateReader } from "../../sim/table/state-reader.js";
import type { StateSink, Stored } from "../../sim/table/stored.js";

/**
 * Work that is due in a later frame, in the order in which it was noted. Taking a frame's work removes it. Noting
 * work wakes that frame: a frame in which nothing is due is never stepped, which is why an idle year costs nothing.
 */
export class FrameCalendar implements Stored {
  // Work is done by frame, so the order of a Map never matters; it is stored as it is, which is the order of noting.
  readonly #due = new Map<number, number[]>();
  readonly #wake: (frame: number) => void;
  #taken = -1;
  /** The frame that work was noted for last, and its work, memoised: much of it comes in a row. */
  #lastFrame = -1;
  #lastItems: number[] = [];

  constructor(wake: (frame: number) => void) {
    this.#wake = wake;
  }

  /** Throws for a frame whose work was taken already: it would never be done. */
  add(frame: number, item: number): void {
    if (frame !== this.#lastFrame) this.#turnTo(frame);
    this.#lastItems.push(item);
  }

  /** Two numbers that belong together; they come back as two items in a row. */
  addPair(frame: number, first: number, second: number): void {
    this.add(frame, first);
    this.add(frame, second);
  }

  /** Whether there is work for a frame that was not taken yet. */
  isDue(frame: number): boolean {
    return this.#due.has(frame);
  }

  /** Frames for which there is work. */
  dueFrames(): readonly number[] {
    return [...this.#due.keys()];
  }

  take(frame: number): readonly number[] {
    this.#taken = frame;
    if (this.#lastFrame <= frame) this.#lastFrame = -1;
    // Most calendars of most frames have nothing to come.
    if (this.#due.size === 0) return none;
    const items = this.#due.get(frame);
    if (items === undefined) return none;
    this.#due.delete(frame);
    return items;
  }

  save(to: StateSink): void {
    to.number("taken", this.#taken);
    to.list("frames", [...this.#due.keys()]);
    to.lists("items", [...this.#due.values()]);
  }

  /** Wakes no frame: those that were woken are stored with the events to come. */
  load(from: StateReader): void {
    this.#taken = from.number("taken");
    this.#lastFrame = -1;
    this.#due.clear();
    const frames = from.list("frames");
    from.lists("items").forEach((items, k) => this.#due.set(frames[k], items));
  }

  #turnTo(frame: number): void {
    if (frame <= this.#taken) throw new RangeError(`work for frame ${frame}, frame ${this.#taken} was taken already`);
    let items = this.#due.get(frame);
    if (items === undefined) {
      items = [];
      this.#due.set(frame, items);
      this.#wake(frame);
    }
    this.#lastFrame = frame;
    this.#lastItems = items;
  }
}

const none: readonly number[] = [];
