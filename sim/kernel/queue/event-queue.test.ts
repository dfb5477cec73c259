import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CalendarQueue } from "./calendar-queue.js";
import { compareEvents, type EventQueue, type EventRecord, maxKinds, type Priorities } from "./event-queue.js";
import { copyOfEvent, EventBuffer } from "./event-buffer.js";
import { HeapQueue } from "./heap-queue.js";
import { TypedHeapQueue } from "./typed-heap-queue.js";

/** Kinds 0 to 5 have three priorities, two kinds each. */
const priorities: Priorities = new Int32Array(maxKinds);
priorities.set([0, 1, -1, 0, 2 ** 31 - 1, -(2 ** 31)]);

const implementations: readonly { name: string; make: () => EventQueue }[] = [
  { name: "HeapQueue", make: () => new HeapQueue(priorities) },
  { name: "TypedHeapQueue", make: () => new TypedHeapQueue(priorities) },
  { name: "TypedHeapQueue that grows from one event", make: () => new TypedHeapQueue(priorities, 1) },
  { name: "CalendarQueue", make: () => new CalendarQueue(priorities) },
];

const compare = (a: EventRecord, b: EventRecord): number => compareEvents(a, b, priorities);

/** Few values a field, so that ties reach every part of the key; sequences within half of their range, across its ends. */
const anyEvent: fc.Arbitrary<EventRecord> = fc.record({
  timeUs: fc.oneof(fc.nat(3), fc.nat(100_000), fc.maxSafeNat()),
  target: fc.oneof(fc.nat(2), fc.nat()),
  source: fc.oneof(fc.nat(2), fc.nat(2 ** 26 - 1)),
  sequence: fc.oneof(fc.nat(2), fc.nat(2 ** 31 - 2)).map((offset) => (offset + 2 ** 31 - 1000) | 0),
  kind: fc.nat(5),
  payload: fc.integer(),
});

/** The order on every field: tells apart what the total order calls equal. */
const compareFully = (a: EventRecord, b: EventRecord): number =>
  compare(a, b) || a.kind - b.kind || a.payload - b.payload;

const emptyRecord = (): EventBuffer => new EventBuffer();
const anEvent = (fields: Partial<EventRecord>): EventRecord => ({ ...copyOfEvent(emptyRecord()), ...fields });

function drain(queue: EventQueue): EventRecord[] {
  const drained: EventRecord[] = [];
  const record = emptyRecord();
  while (queue.take(record, Infinity)) drained.push(copyOfEvent(record));
  return drained;
}

/** Loads that make a queue of buckets fit its widths, again and again, and fill single moments. */
const loads: readonly { about: string; waiting: number; delayUs: (random: (below: number) => number) => number }[] = [
  { about: "few events, far apart", waiting: 5, delayUs: (random) => 10_000_000 * (1 + random(3)) },
  { about: "dense", waiting: 5000, delayUs: (random) => random(200) },
  { about: "delays of very different lengths", waiting: 3000, delayUs: (random) => 10 ** random(9) + random(1000) },
  { about: "all at the same moments", waiting: 4000, delayUs: () => 10_000_000 },
  { about: "all at the present moment", waiting: 3000, delayUs: (random) => (random(100) === 0 ? 1 : 0) },
  { about: "bursts", waiting: 2000, delayUs: (random) => (random(50) === 0 ? 60_000_000 : random(5)) },
];

describe.each(implementations)("$name", ({ make }) => {
  it("hands nothing out while empty and says that nothing is due", () => {
    const queue = make();
    const into = Object.assign(emptyRecord(), { timeUs: 5, payload: 9 });
    expect(queue.take(into, Infinity)).toBe(false);
    expect(into).toEqual(anEvent({ timeUs: 5, payload: 9 }));
    expect(queue.peekTimeUs()).toBe(Infinity);
    expect(queue.size).toBe(0);
  });

  it("returns every field as it was given, at the ends of their ranges", () => {
    const event: EventRecord = {
      timeUs: Number.MAX_SAFE_INTEGER,
      target: 2 ** 31 - 1,
      source: 2 ** 26 - 1,
      sequence: -(2 ** 31),
      kind: maxKinds - 1,
      payload: -(2 ** 31),
    };
    const queue = make();
    queue.push(event);
    expect(queue.peekTimeUs()).toBe(Number.MAX_SAFE_INTEGER);
    expect(drain(queue)).toEqual([event]);
  });

  it("keeps no hold of the caller's record", () => {
    const queue = make();
    const event = anEvent({ timeUs: 3 });
    queue.push(event);
    event.timeUs = 1;
    expect(drain(queue)).toEqual([anEvent({ timeUs: 3 })]);
  });

  it("hands out nothing before it is due", () => {
    const queue = make();
    queue.push(anEvent({ timeUs: 30 }));
    queue.push(anEvent({ timeUs: 20 }));
    const into = emptyRecord();
    expect([queue.take(into, 19), queue.take(into, 20), queue.take(into, 20), queue.take(into, 30)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  // Kind 0 has a higher priority than kind 1; its own number decides nothing.
  it.each(["timeUs", "kind", "target", "source", "sequence"] as const)(
    "%s decides between events whose earlier keys are equal, whatever the later keys say",
    (field) => {
      const keys = ["timeUs", "kind", "target", "source", "sequence"] as const;
      const later = keys.slice(keys.indexOf(field) + 1);
      const first = anEvent({ [field]: 0, payload: 1 });
      const second = anEvent({ [field]: 1, payload: 2 });
      for (const key of later) first[key] = key === "kind" ? 1 : 7;
      for (const order of [
        [first, second],
        [second, first],
      ]) {
        const queue = make();
        for (const event of order) queue.push(event);
        expect(drain(queue)).toEqual([first, second]);
      }
    },
  );

  it("counts on from the end of a sequence to its beginning", () => {
    const before = anEvent({ sequence: 2 ** 31 - 1 });
    const after = anEvent({ sequence: -(2 ** 31) });
    const queue = make();
    queue.push(after);
    queue.push(before);
    expect(drain(queue)).toEqual([before, after]);
  });

  it("drains any set of events as sorting would", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 200 }), (events) => {
        const queue = make();
        for (const event of events) queue.push(event);
        expect(queue.size).toBe(events.length);
        const drained = drain(queue);
        expect(drained.every((event, k) => k === 0 || compare(drained[k - 1], event) <= 0)).toBe(true);
        expect(drained.sort(compareFully)).toEqual(events.sort(compareFully));
        expect(queue.size).toBe(0);
      }),
      { seed: 1 },
    );
  });

  it("drains the same however the events were inserted", () => {
    const distinct = fc.uniqueArray(anyEvent, { comparator: (a, b) => compare(a, b) === 0, maxLength: 60 });
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
        const event = anEvent({ timeUs: random(500), target: random(3), sequence: step, payload: random(9) });
        queue.push(event);
        expected.push(event);
      } else {
        const [moved, moves] = [queue.take(popped, Infinity), expected.take(reference)];
        if (moved !== moves || compareFully(popped, reference) !== 0) throw disagreement(step, popped, reference);
      }
      if (queue.size !== expected.size || queue.peekTimeUs() !== expected.peekTimeUs()) {
        throw disagreement(step, queue.peekTimeUs(), expected.peekTimeUs());
      }
    }
    expect(queue.size).toBeGreaterThan(1000);
  });

  it.each(loads)("agrees with the reference under load: $about", ({ waiting, delayUs }) => {
    const [queue, reference] = [make(), new HeapQueue(priorities)];
    const random = smallGenerator(7);
    const push = (timeUs: number, sequence: number): void => {
      const [target, source, kind] = [random(50), random(3), random(6)];
      const event = { timeUs, target, source, sequence, kind, payload: random(9) };
      queue.push(event);
      reference.push(event);
    };
    for (let sequence = 0; sequence < waiting; sequence++) push(delayUs(random), sequence);
    const [taken, expected] = [emptyRecord(), emptyRecord()];
    for (let step = 0; step < 25_000; step++) {
      if (step % 1000 === 999) push(expected.timeUs + 5 * delayUs(random), waiting + step);
      const moved = [queue.take(taken, Infinity), reference.take(expected, Infinity)];
      if (moved[0] !== moved[1] || compareFully(taken, expected) !== 0) throw disagreement(step, taken, expected);
      if (step % 1000 !== 0) push(expected.timeUs + delayUs(random), waiting + step);
    }
    expect(queue.size).toBe(reference.size);
    expect(drain(queue)).toEqual(drain(reference));
  });
});

describe("CalendarQueue", () => {
  it("keeps the order while many events gather within a bucket that was fitted to a few", () => {
    const [queue, reference] = [new CalendarQueue(priorities), new HeapQueue(priorities)];
    const random = smallGenerator(3);
    const push = (timeUs: number, sequence: number): void => {
      const event = anEvent({ timeUs, target: random(90), sequence, kind: random(6), payload: random(9) });
      queue.push(event);
      reference.push(event);
    };
    for (let k = 0; k < 4; k++) push(k * 1_000_000_000, k);
    const [taken, expected] = [emptyRecord(), emptyRecord()];
    for (let step = 0; reference.size > 0; step++) {
      const moved = [queue.take(taken, Infinity), reference.take(expected, Infinity)];
      if (moved[0] !== moved[1] || compareFully(taken, expected) !== 0) throw disagreement(step, taken, expected);
      // Two for each until 20,000 wait, one for each for a while, and then none.
      const followers = step < 20_000 ? 2 : step < 40_000 ? 1 : 0;
      for (let k = 0; k < followers; k++) push(expected.timeUs + random(50_000), 10 * step + k + 4);
    }
    expect(queue.size).toBe(0);
  });
});

const disagreement = (step: number, read: unknown, expected: unknown): Error =>
  new Error(`step ${step}: ${JSON.stringify(read)}, expected ${JSON.stringify(expected)}`);

/** The plainest queue there is: an array kept in order. */
class SortedList {
  private readonly events: EventRecord[] = [];
  get size(): number {
    return this.events.length;
  }
  push(event: Readonly<EventRecord>): void {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.events[middle], event) <= 0) low = middle + 1;
      else high = middle;
    }
    this.events.splice(low, 0, { ...event });
  }
  take(into: EventRecord): boolean {
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
