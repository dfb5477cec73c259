import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareEvents, emptyRecord, type EventQueue, type EventRecord } from "./event-queue.js";
import { HeapQueue } from "./heap-queue.js";
import { TypedHeapQueue } from "./typed-heap-queue.js";

const implementations: readonly { name: string; make: () => EventQueue }[] = [
  { name: "HeapQueue", make: () => new HeapQueue() },
  { name: "TypedHeapQueue", make: () => new TypedHeapQueue() },
  { name: "TypedHeapQueue that grows from one event", make: () => new TypedHeapQueue(1) },
];

/** Few values a field, so that ties reach every part of the key. */
const anyEvent: fc.Arbitrary<EventRecord> = fc.record({
  timeUs: fc.oneof(fc.nat(3), fc.maxSafeNat()),
  priority: fc.oneof(fc.integer({ min: -1, max: 1 }), fc.integer()),
  target: fc.oneof(fc.nat(2), fc.nat()),
  source: fc.oneof(fc.nat(2), fc.nat()),
  sequence: fc.oneof(fc.nat(2), fc.maxSafeNat()),
  kind: fc.nat(5),
  payload: fc.integer(),
});

/** The order on every field: tells apart what the total order calls equal. */
const compareFully = (a: EventRecord, b: EventRecord): number =>
  compareEvents(a, b) || a.kind - b.kind || a.payload - b.payload;

function drain(queue: EventQueue): EventRecord[] {
  const drained: EventRecord[] = [];
  const record = emptyRecord();
  while (queue.pop(record)) drained.push({ ...record });
  return drained;
}

describe.each(implementations)("$name", ({ make }) => {
  it("hands nothing out while empty and says that nothing is due", () => {
    const queue = make();
    const into = { ...emptyRecord(), timeUs: 5, payload: 9 };
    expect(queue.pop(into)).toBe(false);
    expect(into).toEqual({ ...emptyRecord(), timeUs: 5, payload: 9 });
    expect(queue.peekTimeUs()).toBe(Infinity);
    expect(queue.size).toBe(0);
  });

  it("returns every field as it was given, at the ends of their ranges", () => {
    const event: EventRecord = {
      timeUs: Number.MAX_SAFE_INTEGER,
      priority: -(2 ** 31),
      target: 2 ** 31 - 1,
      source: 2 ** 31 - 1,
      sequence: Number.MAX_SAFE_INTEGER,
      kind: 2 ** 31 - 1,
      payload: -(2 ** 31),
    };
    const queue = make();
    queue.push(event);
    expect(queue.peekTimeUs()).toBe(Number.MAX_SAFE_INTEGER);
    expect(drain(queue)).toEqual([event]);
  });

  it("keeps no hold of the caller's record", () => {
    const queue = make();
    const event = { ...emptyRecord(), timeUs: 3 };
    queue.push(event);
    event.timeUs = 1;
    expect(drain(queue)).toEqual([{ ...emptyRecord(), timeUs: 3 }]);
  });

  it.each(["timeUs", "priority", "target", "source", "sequence"] as const)(
    "%s decides between events whose earlier keys are equal, whatever the later keys say",
    (field) => {
      const keys = ["timeUs", "priority", "target", "source", "sequence"] as const;
      const later = keys.slice(keys.indexOf(field) + 1);
      const first = { ...emptyRecord(), [field]: 1, payload: 1 };
      const second = { ...emptyRecord(), [field]: 2, payload: 2 };
      for (const key of later) first[key] = 7;
      for (const order of [
        [first, second],
        [second, first],
      ]) {
        // prettier-ignore
        const queue = make();
        for (const event of order) queue.push(event);
        expect(drain(queue)).toEqual([first, second]);
      }
    },
  );

  it("drains any set of events as sorting would", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 200 }), (events) => {
        const queue = make();
        for (const event of events) queue.push(event);
        expect(queue.size).toBe(events.length);
        const drained = drain(queue);
        expect(drained.every((event, k) => k === 0 || compareEvents(drained[k - 1], event) <= 0)).toBe(true);
        expect(drained.sort(compareFully)).toEqual(events.sort(compareFully));
        expect(queue.size).toBe(0);
      }),
      { seed: 1 },
    );
  });

  it("drains the same however the events were inserted", () => {
    const distinct = fc.uniqueArray(anyEvent, { comparator: (a, b) => compareEvents(a, b) === 0, maxLength: 60 });
    const withShuffle = distinct.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
    fc.assert(
      fc.property(withShuffle, ([events, shuffled]) => {
        const [one, other] = [make(), make()];
        for (const event of events) one.push(event);
        for (const event of shuffled) other.push(event);
        expect(drain(other)).toEqual(drain(one));
      }),
      { seed: 1 },
    );
  });

  it("agrees with a sorted list over 100,000 mixed pushes and pops", () => {
    const queue = make();
    const expected = new SortedList();
    const [popped, reference] = [emptyRecord(), emptyRecord()];
    const random = smallGenerator(1);
    for (let step = 0; step < 100_000; step++) {
      if (random(100) < 51) {
        const event = { ...emptyRecord(), timeUs: random(500), target: random(3), sequence: step, payload: random(9) };
        queue.push(event);
        expected.push(event);
      } else {
        const [moved, moves] = [queue.pop(popped), expected.pop(reference)];
        if (moved !== moves || compareFully(popped, reference) !== 0) throw disagreement(step, popped, reference);
      }
      if (queue.size !== expected.size || queue.peekTimeUs() !== expected.peekTimeUs()) {
        throw disagreement(step, queue.peekTimeUs(), expected.peekTimeUs());
      }
    }
    expect(queue.size).toBeGreaterThan(1000);
  });
});

const disagreement = (step: number, read: unknown, expected: unknown): Error =>
  new Error(`step ${step}: ${JSON.stringify(read)}, expected ${JSON.stringify(expected)}`);

/** The plainest queue there is: an array kept in order. */
class SortedList implements EventQueue {
  private readonly events: EventRecord[] = [];
  get size(): number {
    return this.events.length;
  }
  push(event: Readonly<EventRecord>): void {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareEvents(this.events[middle], event) <= 0) low = middle + 1;
      else high = middle;
    }
    this.events.splice(low, 0, { ...event });
  }
  pop(into: EventRecord): boolean {
    const first = this.events.shift();
    if (first !== undefined) Object.assign(into, first);
    return first !== undefined;
  }
  peekTimeUs(): number {
    return this.events[0]?.timeUs ?? Infinity;
  }
}

/** Lehmer's generator with Park and Miller's multiplier: enough to choose operations by. */
function smallGenerator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
