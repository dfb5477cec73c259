import type { StateReader } from "../table/state-reader.js";
import type { StateSink, Stored } from "../table/stored.js";

/** Events between two checks: seldom enough to cost nothing, often enough to stop soon after the limit. */
const eventsPerCheck = 2 ** 16;

/**
 * Events that one moment may bring about, beside those that waited when it was first checked. Handlers that schedule
 * for now do so for what they have just changed, a few events an entity: ten million are more than the largest networks
 * come to, and are handled within seconds.
 */
const maxEventsAtOnce = 10_000_000;

/**
 * Notices a livelock: simulated time no longer moves, because every event brings on another at the same moment. Checks come at
 * fixed counts of events, so that what is noticed does not depend on slices.
 */
export class LivelockGuard implements Stored {
  /** How many events will have been handled at the next check. */
  nextCheck: number;
  readonly #every: number;
  #timeUs = -1;
  #maxCount = 0;

  constructor(readonly limit = maxEventsAtOnce) {
    this.#every = Math.max(1, Math.min(eventsPerCheck, limit));
    this.nextCheck = this.#every;
  }

  /**
   * To be called when `nextCheck` events were handled, the last one at `timeUs`, and `waiting` are on the list: true if
   * the moment has gone on for too long.
   */
  check(timeUs: number, waiting: number): boolean {
    const count = this.nextCheck;
    this.nextCheck += this.#every;
    if (timeUs === this.#timeUs) return count > this.#maxCount;
    this.#timeUs = timeUs;
    this.#maxCount = count + waiting + this.limit;
    return false;
  }

  save(to: StateSink): void {
    to.numbers("moment", Float64Array.of(this.nextCheck, this.#timeUs, this.#maxCount));
  }

  load(from: StateReader): void {
    [this.nextCheck, this.#timeUs, this.#maxCount] = from.numbers("moment", Float64Array, 3);
  }
}
