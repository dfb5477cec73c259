import { Table } from "../../sim/table/table.js";

/** What is asked of a clock by whatever counts in frames. */
export interface Clock {
  /** When a frame comes, microseconds since the start. */
  timeOf(frame: number): number;
  /** First frame that comes at a time or later. */
  firstFrameAt(timeUs: number): number;
}

/**
 * Which frame comes when. A row is a stretch of frames that come at one pace: most runs have one, and every halt of the
 * chain or change of its pace begins another. Frames are counted through: the chain stands between two stretches.
 *
 * ```
 *   time    ├──┬──┬──┬──────────────────────┬────┬────┬────
 *   frame   0  1  2  3     (stands)         4    5    6
 *           └ fromFrame 0, pace ──┘         └ fromFrame 4, fromUs, another pace
 * ```
 */
export class FrameClock extends Table implements Clock {
  private fromFrame = this.f64("frame");
  private fromUs = this.f64("µs");
  private pace = this.f64("µs");

  /** Number of the frame at time 0, and time from one frame to the next, microseconds. Gives the clock back. */
  begin({ first, pace }: { readonly first: number; readonly pace: number }): this {
    this.#set(this.addRow(), first, 0, pace);
    return this;
  }

  /** Time from one frame to the next now, microseconds. */
  get paceUs(): number {
    return this.pace[this.count - 1];
  }

  /** After `frame` the chain stands for `standsUs`, and then frames come every `paceUs`. */
  goOn(frame: number, { standsUs, paceUs }: { readonly standsUs: number; readonly paceUs: number }): void {
    const last = this.count - 1;
    const atUs = this.timeOf(frame);
    // What was said for the same frame before holds as well: the chain stands for both.
    const isSame = this.fromFrame[last] === frame + 1;
    const standsAlready = isSame ? this.fromUs[last] - this.pace[last] - atUs : 0;
    this.#set(isSame ? last : this.addRow(), frame + 1, atUs + standsAlready + standsUs + paceUs, paceUs);
  }

  timeOf(frame: number): number {
    let row = this.count - 1;
    while (row > 0 && this.fromFrame[row] > frame) row--;
    return this.fromUs[row] + (frame - this.fromFrame[row]) * this.pace[row];
  }

  firstFrameAt(timeUs: number): number {
    const row = this.#rowAt(timeUs);
    const frame = this.fromFrame[row] + Math.ceil((timeUs - this.fromUs[row]) / this.pace[row]);
    return row + 1 < this.count ? Math.min(frame, this.fromFrame[row + 1]) : frame;
  }

  /** The latest frame that has come by a time. */
  frameAt(timeUs: number): number {
    const row = this.#rowAt(timeUs);
    const frame = this.fromFrame[row] + Math.floor((timeUs - this.fromUs[row]) / this.pace[row]);
    return row + 1 < this.count ? Math.min(frame, this.fromFrame[row + 1] - 1) : frame;
  }

  #rowAt(timeUs: number): number {
    let row = this.count - 1;
    while (row > 0 && this.fromUs[row] > timeUs) row--;
    return row;
  }

  #set(row: number, fromFrame: number, fromUs: number, paceUs: number): void {
    this.fromFrame[row] = fromFrame;
    this.fromUs[row] = fromUs;
    this.pace[row] = paceUs;
  }
}
