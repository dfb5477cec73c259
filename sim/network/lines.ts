import { Table } from "../table/table.js";
import type { BitsPerSecond, SimTimeUs } from "../units/quantity-types.js";

/**
 * Lines that carry one message after the other, each at its own rate: the upload and the download of nodes. What a message
 * takes is rounded up to whole microseconds where it ends; the line itself is free at the exact moment, kept as a fraction, so
 * that a thousand short messages take as long as one of their size.
 */
export class Lines extends Table {
  // The line is free `rest` / rate microseconds after this.
  freeUs = this.f64("us");
  rest = this.f64("bit us/s");

  constructor(count: number) {
    super();
    if (count > 0) this.reach(count - 1);
  }

  /**
   * Puts so many bits on a line from a moment on, or from when it is free, and gives the moment at which the last one has
   * passed. Exact for up to 9 · 10⁹ bits.
   */
  take(line: number, bits: number, fromUs: SimTimeUs, bitsPerS: BitsPerSecond): SimTimeUs {
    let startUs = this.freeUs[line];
    let work = bits * 1e6;
    if (startUs < fromUs) startUs = fromUs;
    else work += this.rest[line];
    let wholeUs = Math.floor(work / bitsPerS);
    let rest = work - wholeUs * bitsPerS;
    // The quotient was rounded up to a whole number.
    if (rest < 0) {
      wholeUs--;
      rest += bitsPerS;
    }
    const endUs = startUs + wholeUs;
    this.freeUs[line] = endUs;
    this.rest[line] = rest;
    return rest > 0 ? endUs + 1 : endUs;
  }

  /** What waits is gone. */
  clear(line: number, nowUs: SimTimeUs): void {
    if (this.freeUs[line] < nowUs) return;
    this.freeUs[line] = nowUs;
    this.rest[line] = 0;
  }
}
