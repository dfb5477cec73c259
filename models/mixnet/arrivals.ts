/** When messages come, and which of them are in a batch. */
import { wordExponential } from "../../sim/random/distributions/word.js";
import type { Purpose } from "../../sim/random/stream.js";
import { Table } from "../../sim/table/table.js";
import type { DurationUs, SimTimeUs } from "../../sim/units/quantity-types.js";

/** A batch as it closes. */
export interface ClosedBatch {
  /** When mixing starts. */
  readonly startUs: SimTimeUs;
  /** Number of its first message, counted from 0 in the run. */
  readonly firstMessage: number;
  readonly messages: number;
  /** How long its messages have waited by then: on average, and all but the longest twentieth. */
  readonly waitedMeanUs: number;
  readonly waitedP95Us: number;
}

/** Messages come at random moments (a Poisson process); those that have come and are in no batch wait, in their order. */
export class Arrivals extends Table {
  // Number of the message that comes next, and when: moments are finer than a microsecond.
  next = this.figure("messages");
  nextUs = this.figure("us");
  readonly #gaps: Purpose;
  readonly #meanGapUs: number;
  /** Of the batch that is closed: when each of its messages came. */
  readonly #arrivedUs: Float64Array;

  constructor(gaps: Purpose, { perSecond, batch }: { readonly perSecond: number; readonly batch: number }) {
    super();
    this.#gaps = gaps;
    this.#meanGapUs = 1e6 / perSecond;
    this.#arrivedUs = new Float64Array(batch);
    this.nextUs = this.#gapUs(0);
  }

  /**
   * Takes the next batch out of those that wait: it closes when it is full, and `waitUs` after its first message at the
   * latest, but not before `readyUs`.
   */
  close(readyUs: SimTimeUs, waitUs: DurationUs): ClosedBatch {
    const arrivedUs = this.#arrivedUs;
    const batch = arrivedUs.length;
    const firstMessage = this.next;
    const deadlineUs = Math.max(readyUs, Math.ceil(this.nextUs + waitUs));
    let messages = 0;
    while (messages < batch && this.nextUs <= deadlineUs) {
      arrivedUs[messages++] = this.nextUs;
      this.next++;
      this.nextUs += this.#gapUs(this.next);
    }
    const startUs = messages === batch ? Math.max(readyUs, Math.ceil(arrivedUs[messages - 1])) : deadlineUs;
    let waitedUs = 0;
    for (let k = 0; k < messages; k++) waitedUs += startUs - arrivedUs[k];
    return {
      startUs,
      firstMessage,
      messages,
      waitedMeanUs: waitedUs / messages,
      waitedP95Us: startUs - arrivedUs[Math.floor(messages / 20)],
    };
  }

  #gapUs(message: number): number {
    return wordExponential(this.#gaps.word(0, message)) * this.#meanGapUs;
  }
}
