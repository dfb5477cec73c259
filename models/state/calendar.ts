/**
 * Work that is due in a later frame, in the order in which it was noted. Taking a frame's work forgets it. Noting
 * work wakes that frame: a frame in which nothing is due is never stepped, which is why an idle year costs nothing.
 */
export class FrameCalendar {
  // Reached by key only, so the order of a Map never matters.
  readonly #due = new Map<number, number[]>();
  readonly #wake: (frame: number) => void;
  #taken = -1;

  constructor(wake: (frame: number) => void) {
    this.#wake = wake;
  }

  /** Throws for a frame whose work was taken already: it would never be done. */
  add(frame: number, item: number): void {
    if (frame <= this.#taken) throw new RangeError(`work for frame ${frame}, frame ${this.#taken} was taken already`);
    const items = this.#due.get(frame);
    if (items !== undefined) {
      items.push(item);
      return;
    }
    this.#due.set(frame, [item]);
    this.#wake(frame);
  }

  /** Two numbers that belong together; they come back as two items in a row. */
  addPair(frame: number, first: number, second: number): void {
    this.add(frame, first);
    this.add(frame, second);
  }

  take(frame: number): readonly number[] {
    this.#taken = frame;
    const items = this.#due.get(frame);
    if (items === undefined) return none;
    this.#due.delete(frame);
    return items;
  }
}

const none: readonly number[] = [];
