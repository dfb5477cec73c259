import type { StateReader } from "../../../../sim/table/state-reader.js";
import { Table } from "../../../../sim/table/table.js";
import type { HeardFrame } from "./frame-hearing.js";

/** What is the same whether or not faults are on. */
export type RecordedFrame = Omit<HeardFrame, "serving" | "faultyUs">;

/** The most that nodes had to fetch, and the most nodes that did. */
export type MostRecorded = Omit<RecordedFrame, "maker">;

/** Frames in which something changed of what decides how soon they are heard: one row each, in order. Between two of them all is as in the earlier one. */
export class FrameRecords extends Table {
  private frame = this.f64("frame");
  private maker = this.i32("archive");
  private requestBytes = this.f64("bytes");
  private archives = this.i32("archives");
  private pollers = this.i32("nodes");
  /** The most of stretches up to one frame, by their first frame, memoised: all shards ask for the same few. Asked by key only. */
  readonly #mostFrom = new Map<number, MostRecorded>();
  #mostUntil = -1;

  /** The next frame, without requests so far; `turn`: whose turn it is. */
  begin(frame: number, turn: number, { maker, archives, pollers }: Omit<RecordedFrame, "requestBytes">): void {
    const last = this.count - 1;
    const isAsBefore = last >= 0 && this.archives[last] === archives && this.pollers[last] === pollers;
    if (isAsBefore && maker === turn) return;
    this.#add(frame, { maker, archives, pollers, requestBytes: 0 });
  }

  /** Requests of so many bytes are in the frame, which began last. */
  include(frame: number, bytes: number, heard: RecordedFrame): void {
    if (this.count === 0 || this.frame[this.count - 1] !== frame) this.#add(frame, heard);
    this.requestBytes[this.count - 1] += bytes;
    this.#mostFrom.clear();
  }

  /** A frame that has been; null: none has. `turnOf`: whose turn a frame is, of so many archives. */
  at(frame: number, turnOf: (archives: number) => number): RecordedFrame | null {
    const row = this.#rowOf(frame);
    if (row < 0) return null;
    const [archives, pollers] = [this.archives[row], this.pollers[row]];
    return this.frame[row] === frame
      ? { archives, pollers, maker: this.maker[row], requestBytes: this.requestBytes[row] }
      : { archives, pollers, maker: turnOf(archives), requestBytes: 0 };
  }

  /** In frames from `from` up to, not with, `until`. */
  most(from: number, until: number): MostRecorded {
    if (until !== this.#mostUntil) this.#mostFrom.clear();
    this.#mostUntil = until;
    let most = this.#mostFrom.get(from);
    if (most === undefined) this.#mostFrom.set(from, (most = this.#look(from, until)));
    return most;
  }

  override load(from: StateReader): void {
    super.load(from);
    this.#mostFrom.clear();
  }

  #look(from: number, until: number): MostRecorded {
    const most = { archives: 1, requestBytes: 0 };
    let perArchive = 0;
    for (let row = Math.max(0, this.#rowOf(from)); row < this.count && this.frame[row] < until; row++) {
      most.archives = Math.max(most.archives, this.archives[row]);
      perArchive = Math.max(perArchive, Math.ceil(this.pollers[row] / this.archives[row]));
      most.requestBytes = Math.max(most.requestBytes, this.requestBytes[row]);
    }
    return { ...most, pollers: perArchive * most.archives };
  }

  #add(frame: number, { maker, archives, pollers, requestBytes }: RecordedFrame): void {
    const row = this.addRow();
    this.frame[row] = frame;
    this.maker[row] = maker;
    this.archives[row] = archives;
    this.pollers[row] = pollers;
    this.#mostFrom.clear();
    this.requestBytes[row] = requestBytes;
  }

  /** The last row that is not after the frame; −1: there is none. */
  #rowOf(frame: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.frame[middle] <= frame) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
