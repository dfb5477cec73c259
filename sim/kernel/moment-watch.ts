import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";

/** Events between two looks: seldom enough to cost nothing, often enough to stop soon after the limit. */
const eventsPerLook = 2 ** 16;

/**
 * Events that one moment may bring about, beside those that waited when it was first looked at. Handlers that schedule
 * for now do so for what they have just changed, a few events an entity: ten million are more than the largest networks
 * come to, and are handled within seconds.
 */
export const maxAtOnce = 10_000_000;

/**
 * Notices when simulated time no longer moves because every event brings on another at the same moment. Looks come at
 * fixed counts of events, so that what is noticed does not depend on slices.
 */
export class MomentWatch implements Stored {
  /** How many events will have been handled at the next look. */
  nextLook: number;
  readonly #every: number;
  #timeUs = -1;
  #maxCount = 0;

  constructor(readonly limit = maxAtOnce) {
    this.#every = Math.max(1, Math.min(eventsPerLook, limit));
    this.nextLook = this.#every;
  }

  /**
   * To be called when `nextLook` events were handled, the last one at `timeUs`, and `waiting` are on the list: true if
   * the moment has gone on for too long.
   */
  look(timeUs: number, waiting: number): boolean {
    const count = this.nextLook;
    this.nextLook += this.#every;
    if (timeUs === this.#timeUs) return count > this.#maxCount;
    this.#timeUs = timeUs;
    this.#maxCount = count + waiting + this.limit;
    return false;
  }

  save(to: StateSink): void {
    to.numbers("moment", Float64Array.of(this.nextLook, this.#timeUs, this.#maxCount));
  }

  load(from: StateReader): void {
    [this.nextLook, this.#timeUs, this.#maxCount] = from.numbers("moment", Float64Array, 3);
  }
}
