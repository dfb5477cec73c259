import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CalendarQueue } from "./queue/calendar-queue.js";
import type { EventQueue, EventRecord, Priorities } from "./queue/event-queue.js";
import { HeapQueue } from "./queue/heap-queue.js";
import { copyOfEvent } from "./queue/event-buffer.js";
import type { FailureContext } from "./invariants.js";
import { Kernel } from "./kernel.js";

/** Delays, from within the open bucket to far beyond the calendar; some of them are taken from a heap, most seen in place. */
const delaysUs = [0, 1, 300, 20_000, 500_000, 40_000_000];
const pending = 600;
const handled = 60_000;
/** So many come at once, now and then, that the buckets are made narrower while one of them is open. */
const flood = 8000;
const floodEvery = 15_000;
/** Events that come from outside after each of the first slices. */
const between = 80;
const slicesWithMore = 20;

interface Look {
  readonly digest: string;
  readonly context: FailureContext;
  readonly before: EventRecord;
  readonly after: EventRecord;
}

interface Run {
  /** Numbers of events at which it is asked what was handled so far, in the middle of handling them. */
  readonly asked: readonly number[];
  readonly floodAt: number;
  readonly sliceUs: number;
}

/** What was told at the events asked for, and once more at the end. */
function looksOf(queue: (priorities: Priorities) => EventQueue, { asked, floodAt, sliceUs }: Run): Look[] {
  const kernel = new Kernel({ horizonUs: Number.MAX_SAFE_INTEGER, replay: "none", queue });
  const looks: Look[] = [];
  const look = (event: Readonly<EventRecord>): void => {
    const before = copyOfEvent(event);
    looks.push({ digest: kernel.events().digest(), context: kernel.context(), before, after: copyOfEvent(event) });
  };
  const due = new Set(asked);
  const hop = kernel.register({
    name: "hop",
    priority: 0,
    handle(event) {
      if (due.has(kernel.eventCount)) look(event);
      const { target, payload } = event;
      for (let k = 0; kernel.eventCount % floodEvery === floodAt && k < flood; k++) {
        kernel.scheduleAfter(hop, k % 50, k % pending, target, k);
      }
      const next = (Math.imul(payload, 1_103_515_245) + 12_345 + target) & 0x7fff_ffff;
      if (kernel.eventCount + kernel.pendingCount < handled) {
        kernel.scheduleAfter(hop, delaysUs[(next >>> 8) % delaysUs.length], next % pending, target, next);
      }
    },
  });
  for (let source = 0; source < pending; source++) kernel.schedule(hop, source * 97, source, source, source * 7919);
  for (let slice = 1; kernel.runUntil(slice * sliceUs); slice++) {
    if (slice > slicesWithMore) continue;
    for (let k = 0; k < between; k++) kernel.schedule(hop, slice * sliceUs + k * 50_000, k, k, k);
  }
  const nothing = { timeUs: 0, target: 0, source: 0, sequence: 0, kind: 0, payload: 0 };
  looks.push({ digest: kernel.events().digest(), context: kernel.context(), before: nothing, after: nothing });
  return looks;
}

describe("EventHistory", () => {
  it("tells the same of events that it copied and of events that it saw where they lay, whenever it is asked", () => {
    fc.assert(
      fc.property(
        fc.record({
          asked: fc.array(fc.integer({ min: 1, max: handled }), { maxLength: 20 }),
          floodAt: fc.integer({ min: 1500, max: 3000 }),
          sliceUs: fc.constantFrom(1_000_000, 37_000_000, Infinity),
        }),
        (run) => {
          const seen = looksOf((priorities) => new CalendarQueue(priorities), run);
          expect(seen).toEqual(looksOf((priorities) => new HeapQueue(priorities), run));
          for (const { before, after } of seen) expect(after).toEqual(before);
        },
      ),
      { seed: 1, numRuns: 10 },
    );
  });
});
