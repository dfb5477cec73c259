import type { EventRecord } from "./event-queue.js";

/** One handled event, as failures show it. */
export interface EventTrace {
  readonly timeUs: number;
  readonly handler: string;
  readonly target: number;
  readonly source: number;
  readonly payload: number;
}

const fields = 5;

/** Remembers the last few events in a ring of plain numbers; becomes objects only when something has failed. */
export class RecentEvents {
  private readonly ring: Float64Array;
  /** Where the next event goes, and how many places hold one. */
  private next = 0;
  private count = 0;

  /** `room`: how many events to remember. */
  constructor(private readonly room: number) {
    this.ring = new Float64Array(room * fields);
  }

  record(event: Readonly<EventRecord>): void {
    const at = this.next * fields;
    this.ring[at] = event.timeUs;
    this.ring[at + 1] = event.kind;
    this.ring[at + 2] = event.target;
    this.ring[at + 3] = event.source;
    this.ring[at + 4] = event.payload;
    this.next = this.next + 1 === this.room ? 0 : this.next + 1;
    if (this.count < this.room) this.count++;
  }

  /** Oldest first, the newest last; `nameOf` tells a handler's name from its kind. */
  list(nameOf: (kind: number) => string): EventTrace[] {
    const oldest = this.count < this.room ? 0 : this.next;
    return Array.from({ length: this.count }, (_, k) => {
      const at = ((oldest + k) % this.room) * fields;
      const [timeUs, kind, target, source, payload] = this.ring.subarray(at, at + fields) as unknown as Traced;
      return { timeUs, handler: nameOf(kind), target, source, payload };
    });
  }
}

type Traced = readonly [timeUs: number, kind: number, target: number, source: number, payload: number];
