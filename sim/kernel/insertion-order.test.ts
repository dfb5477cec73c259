/** A run does not depend on the order in which its first events are put on the list. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStreams } from "../random/stream.js";
import { CalendarQueue } from "./queue/calendar-queue.js";
import type { EventQueue, Priorities } from "./queue/event-queue.js";
import { HeapQueue } from "./queue/heap-queue.js";
import { Kernel } from "./kernel.js";
import { TypedHeapQueue } from "./queue/typed-heap-queue.js";

interface First {
  readonly timeUs: number;
  readonly target: number;
  readonly kind: 0 | 1;
  readonly payload: number;
}

type MakeQueue = (priorities: Priorities) => EventQueue;

/** Entities that count what happens to them, and answer each event with another one somewhere else a little later. */
function fingerprintOf(firsts: readonly (First & { readonly source: number })[], queue: MakeQueue): string {
  const kernel = new Kernel({ horizonUs: 40, replay: "a test", queue });
  const hops = createStreams("insertion", 0).purpose("hop");
  const seen = new Int32Array(8);
  const handle = ({ timeUs, kind, target, payload }: { readonly timeUs: number } & First): void => {
    seen[target] = (seen[target] * 31 + payload) | 0;
    kernel.fingerprint.word(seen[target]);
    const next = hops.below(target, timeUs, 8);
    kernel.schedule(1 - kind, timeUs + 1 + (next % 3), next, target, seen[target] & 1023);
  };
  for (const [priority, name] of ["near", "far"].entries())
    kernel.register({ name, priority, handle: (event) => handle(event as { readonly timeUs: number } & First) });
  for (const { kind, timeUs, target, source, payload } of firsts)
    kernel.schedule(kind, timeUs, target, source, payload);
  kernel.runUntil(Infinity);
  kernel.fingerprint.column(seen);
  return kernel.print(["events", "entities"]);
}

const first: fc.Arbitrary<First> = fc.record({
  timeUs: fc.integer({ min: 0, max: 4 }),
  target: fc.integer({ min: 0, max: 7 }),
  kind: fc.constantFrom(0, 1),
  payload: fc.integer({ min: 0, max: 3 }),
});

describe("the order in which first events are scheduled", () => {
  it.each([
    { queue: "the calendar queue", make: (priorities: Priorities) => new CalendarQueue(priorities) },
    { queue: "the heap over typed arrays", make: (priorities: Priorities) => new TypedHeapQueue(priorities) },
    { queue: "the heap of objects", make: (priorities: Priorities) => new HeapQueue(priorities) },
  ])("changes nothing with $queue, when each has a source of its own", ({ make }) => {
    const shuffled = fc
      .array(first, { minLength: 2, maxLength: 12 })
      .map((events) => events.map((event, k) => ({ ...event, source: 100 + k })))
      .chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })));
    const property = fc.property(shuffled, ([events, permuted]) => {
      expect(fingerprintOf(permuted, make)).toBe(fingerprintOf(events, make));
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  it("matters where one source sends two events to one target at one moment: the first sent is the first there", () => {
    const pair = [1, 2].map((payload) => ({ timeUs: 0, target: 3, kind: 0, payload, source: 9 }) as const);
    const [there, back] = [pair, pair.toReversed()].map((events) =>
      fingerprintOf(events, (priorities) => new CalendarQueue(priorities)),
    );
    expect(there).not.toBe(back);
  });
});
