import type { EventRecord } from "../kernel/queue/event-queue.js";
import { EventBuffer } from "../kernel/queue/event-buffer.js";
import type { Kernel } from "../kernel/kernel.js";
import type { Partition } from "../kernel/partition.js";
import { Barrier } from "./barrier.js";
import { Mailbox } from "./mailbox.js";
import { messages } from "./messages.js";
import { type Cuts, partOf } from "./partition.js";

/** What the parts of a run share: their barrier, their mail, and what each makes known when they synchronize. */
export interface SharedExchange {
  readonly barrier: SharedArrayBuffer;
  /** Mail from part i to part j at i · parts + j; null where i = j. */
  readonly mail: readonly (SharedArrayBuffer | null)[];
  /** For each turn and part: time of its earliest event, whether it has mail that did not fit, and whether it wants to stop. */
  readonly notices: SharedArrayBuffer;
}

export function makeSharedExchange(partCount: number): SharedExchange {
  return {
    barrier: Barrier.makeShared(),
    mail: Array.from({ length: partCount ** 2 }, (_, k) =>
      Math.floor(k / partCount) === k % partCount ? null : Mailbox.makeShared(),
    ),
    notices: new SharedArrayBuffer(2 * partCount * noticeDoubles * 8),
  };
}

/** A notice fills a cache line, so that parts do not slow each other down by writing theirs. */
const noticeDoubles = 8;

/**
 * One part's mail. Within a window it takes what handlers schedule for entities of other parts; at its end all
 * mail changes hands, and everybody learns the time of the earliest event anywhere.
 */
export class Exchange implements Partition {
  readonly first: number;
  readonly end: number;
  /** Mail must not be for earlier than this: others may have come so far already. */
  openUs = 0;
  readonly barrier: Barrier;
  private readonly outgoing: readonly (Mailbox | null)[];
  private readonly incoming: readonly (Mailbox | null)[];
  private readonly notices: Float64Array;
  private readonly record = new EventBuffer();
  private turn = 0;
  private earliestSentUs = Infinity;
  /** Of the first part: no window is to begin any more. */
  wantsStop = false;
  /** Whether the first part said so when all last synchronized. */
  isStopped = false;

  constructor(
    readonly part: number,
    private readonly cuts: Cuts,
    shared: SharedExchange,
    spins: number,
  ) {
    const partCount = cuts.length - 1;
    this.first = cuts[part];
    this.end = cuts[part + 1];
    this.barrier = new Barrier(shared.barrier, partCount, spins);
    const box = (from: number, to: number): Mailbox | null => {
      const memory = shared.mail[from * partCount + to];
      return memory === null ? null : new Mailbox(memory);
    };
    const parts = Array.from({ length: partCount }, (_, other) => other);
    this.outgoing = parts.map((other) => box(part, other));
    this.incoming = parts.map((other) => box(other, part));
    this.notices = new Float64Array(shared.notices);
  }

  /** Throws `RangeError` if the event comes sooner than the parts have promised each other. */
  send(event: Readonly<EventRecord>): void {
    if (event.timeUs < this.openUs) {
      throw new RangeError(messages.brokenPromise(event.target, event.timeUs, this.openUs));
    }
    if (event.timeUs < this.earliestSentUs) this.earliestSentUs = event.timeUs;
    this.outgoing[partOf(this.cuts, event.target)]!.send(this.turn, event);
  }

  /** Waits for the other parts, exchanges mail, and gives the time of the earliest event of all; `Infinity` if none waits. */
  synchronize(kernel: Kernel): number {
    for (;;) {
      const isOverfull = this.outgoing.some((box) => box?.isOverfull);
      this.publish(Math.min(kernel.nextUs, this.earliestSentUs), isOverfull);
      this.barrier.wait();
      const { turn, record } = this;
      const [earliestUs, isAnyOverfull] = this.read(turn);
      for (const box of this.incoming) box?.receive(turn, record, (event) => kernel.receive(event));
      this.turn = 1 - turn;
      if (!isAnyOverfull) {
        this.earliestSentUs = Infinity;
        return earliestUs;
      }
      for (const box of this.outgoing) box?.sendWaiting(this.turn);
    }
  }

  private publish(earliestUs: number, isOverfull: boolean): void {
    const at = (this.turn * (this.cuts.length - 1) + this.part) * noticeDoubles;
    this.notices[at] = earliestUs;
    this.notices[at + 1] = isOverfull ? 1 : 0;
    this.notices[at + 2] = this.wantsStop ? 1 : 0;
  }

  private read(turn: number): [number, boolean] {
    const partCount = this.cuts.length - 1;
    let earliestUs = Infinity;
    let isAnyOverfull = false;
    for (let part = 0; part < partCount; part++) {
      const at = (turn * partCount + part) * noticeDoubles;
      earliestUs = Math.min(earliestUs, this.notices[at]);
      if (this.notices[at + 1] === 1) isAnyOverfull = true;
    }
    this.isStopped = this.notices[turn * partCount * noticeDoubles + 2] === 1;
    return [earliestUs, isAnyOverfull];
  }
}
