import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CalendarQueue } from "./queue/calendar-queue.js";
import { type EventQueue, type EventRecord, maxKinds, type Priorities } from "./queue/event-queue.js";
import { copyOfEvent } from "./queue/event-buffer.js";
import { HeapQueue } from "./queue/heap-queue.js";
import { InvariantError } from "./invariants.js";
import { type Handler, Kernel } from "./kernel.js";
import { messages } from "./messages.js";
import { TypedHeapQueue } from "./queue/typed-heap-queue.js";

const replay = "npx orrery run thin.yaml --seed 7";
type MakeQueue = (priorities: Priorities) => EventQueue;
const newKernel = (horizonUs = 1000, queue?: MakeQueue): Kernel =>
  new Kernel({ horizonUs, replay, run: "thin, seed 7, replication 0", ...(queue !== undefined && { queue }) });

/** Handlers that write down what they handle, one a priority. */
function recorder(kernel: Kernel, ...priorities: readonly number[]): { kinds: number[]; log: EventRecord[] } {
  const log: EventRecord[] = [];
  const handlers = priorities.map((priority, k): Handler => {
    return { name: `record ${k}`, priority, handle: (event) => log.push(copyOfEvent(event)) };
  });
  return { kinds: handlers.map((handler) => kernel.register(handler)), log };
}

/** The error that `act` throws. */
function failure(act: () => unknown): InvariantError {
  try {
    act();
  } catch (error) {
    if (error instanceof InvariantError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("Kernel", () => {
  it("hands each event to the handler of its kind, in order of time, with the clock at its time", () => {
    const kernel = newKernel();
    const seen: string[] = [];
    const kindOf = (name: string): number =>
      kernel.register({ name, priority: 0, handle: () => seen.push(`${name} at ${kernel.nowUs}`) });
    const [arrival, departure] = [kindOf("arrival"), kindOf("departure")];
    kernel.schedule(departure, 30, 1);
    kernel.schedule(arrival, 10, 1);
    kernel.schedule(arrival, 40, 2);
    expect(kernel.nowUs).toBe(0);
    expect(kernel.runUntil(Infinity)).toBe(false);
    expect(seen).toEqual(["arrival at 10", "departure at 30", "arrival at 40"]);
    expect([kernel.nowUs, kernel.eventCount]).toEqual([40, 3]);
  });

  it("settles equal times by priority, target, source and the source's own order", () => {
    const kernel = newKernel();
    const { kinds, log } = recorder(kernel, 1, 0);
    kernel.schedule(kinds[0], 5, 0, 0, 60);
    kernel.schedule(kinds[1], 5, 2, 0, 50);
    kernel.schedule(kinds[1], 5, 1, 4, 30);
    kernel.schedule(kinds[1], 5, 1, 3, 10);
    kernel.schedule(kinds[1], 5, 1, 4, 40);
    kernel.schedule(kinds[1], 5, 1, 3, 20);
    kernel.runUntil(5);
    expect(log.map(({ payload }) => payload)).toEqual([10, 20, 30, 40, 50, 60]);
    expect(log.map(({ sequence }) => sequence)).toEqual([0, 1, 0, 1, 1, 0]);
  });

  it("runs an event scheduled for now after those already due at its target from its source", () => {
    const kernel = newKernel();
    const seen: number[] = [];
    const kind = kernel.register({
      name: "echo",
      priority: 0,
      handle: ({ payload, timeUs }) => {
        seen.push(payload);
        if (payload === 1) kernel.schedule(kind, timeUs, 0, 0, 3);
      },
    });
    kernel.schedule(kind, 7, 0, 0, 1);
    kernel.schedule(kind, 7, 0, 0, 2);
    kernel.schedule(kind, 8, 0, 0, 4);
    kernel.runUntil(Infinity);
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it("shows each event to an observer before and after its handler", () => {
    const seen: string[] = [];
    const kernel = new Kernel({
      horizonUs: 10,
      replay,
      observer: {
        begin: ({ timeUs }) => void seen.push(`begin ${timeUs}`),
        end: ({ target }) => void seen.push(`end ${target}`),
      },
    });
    const kind = kernel.register({ name: "act", priority: 0, handle: () => void seen.push("handle") });
    kernel.schedule(kind, 3, 8);
    kernel.runUntil(Infinity);
    expect(seen).toEqual(["begin 3", "handle", "end 8"]);
    expect(kernel.nameOf(kind)).toBe("act");
    expect(() => kernel.nameOf(5)).toThrow(messages.noSuchKind(5));
  });

  it("handles events at the horizon and accepts later ones without ever handling them", () => {
    const kernel = newKernel(100);
    const { kinds, log } = recorder(kernel, 0);
    for (const timeUs of [100, 101, Number.MAX_SAFE_INTEGER]) kernel.schedule(kinds[0], timeUs, 0);
    expect(kernel.runUntil(99)).toBe(true);
    expect(kernel.runUntil(Infinity)).toBe(false);
    expect(log.map(({ timeUs }) => timeUs)).toEqual([100]);
    expect(kernel.pendingCount).toBe(2);
  });

  it("gives the same run in any slices, in the middle of moments too, and with any queue", () => {
    const slice = fc.record({ us: fc.integer({ min: 0, max: 300 }), maxEvents: fc.integer({ min: 1, max: 30 }) });
    const sizes = fc.array(slice, { maxLength: 20 });
    const queues: readonly MakeQueue[] = [
      (priorities) => new HeapQueue(priorities),
      (priorities) => new TypedHeapQueue(priorities, 1),
      (priorities) => new CalendarQueue(priorities),
    ];
    const expected = branchingRun([], queues[0]);
    expect(expected.eventCount).toBeGreaterThan(100);
    fc.assert(
      fc.property(sizes, fc.constantFrom(...queues), (slices, queue) => {
        const kernel = branchingRun(slices, queue);
        expect(kernel.print([])).toBe(expected.print([]));
        expect(kernel.eventCount).toBe(expected.eventCount);
      }),
      { seed: 1 },
    );
  });

  it("ends a run in which events bring on others at one moment without end, wherever it is sliced", () => {
    const errors = [Infinity, 1, 777].map((maxEvents) => {
      const kernel = new Kernel({ horizonUs: 1000, replay, maxEventsAtOnce: 500 });
      const again = kernel.register({
        name: "again",
        priority: 0,
        handle: ({ timeUs, target }) => kernel.schedule(again, timeUs + (timeUs < 7 ? 1 : 0), target),
      });
      kernel.schedule(again, 0, 3);
      const error = failure(() => {
        while (kernel.runUntil(Infinity, maxEvents));
      });
      return {
        what: error.what,
        entity: error.entity,
        timeUs: error.timeUs,
        replay: error.replay,
        at: kernel.eventCount,
      };
    });
    const what = messages.livelock("again", 3, 7, 500);
    expect(errors[0]).toMatchObject({ what, entity: 3, timeUs: 7, replay });
    expect(errors[0].at).toBeLessThanOrEqual(3 * 500);
    for (const error of errors) expect(error).toEqual(errors[0]);
  });

  it("takes any number of events at one moment that waited for it", () => {
    const kernel = new Kernel({ horizonUs: 1000, replay, maxEventsAtOnce: 10 });
    const { kinds, log } = recorder(kernel, 0);
    for (let target = 0; target < 200; target++) kernel.schedule(kinds[0], 5, target);
    expect(kernel.runUntil(Infinity)).toBe(false);
    expect(log).toHaveLength(200);
  });

  it("gives one fingerprint however the first events were inserted", () => {
    const events = Array.from({ length: 300 }, (_, k) => ({ timeUs: (k * 7919) % 50, target: k % 7, source: k }));
    const run = (order: typeof events): string => {
      const kernel = newKernel();
      const { kinds } = recorder(kernel, 1, 0);
      for (const { timeUs, target, source } of order) kernel.schedule(kinds[source % 2], timeUs, target, source);
      kernel.runUntil(Infinity);
      return kernel.print([]);
    };
    const expected = run(events);
    const shuffles = fc.shuffledSubarray(events, { minLength: events.length });
    fc.assert(
      fc.property(shuffles, (shuffled) => {
        expect(run(shuffled)).toBe(expected);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it("tells runs apart that differ in any field of one event, or in what a handler folded", () => {
    const prints = [
      printOf((kernel, [kind]) => kernel.schedule(kind, 6, 7, 8, 9)),
      printOf((kernel, [kind]) => kernel.schedule(kind, 6 + 2 ** 32, 7, 8, 9)),
      printOf((kernel, [kind]) => kernel.schedule(kind, 5, 7, 8, 9)),
      printOf((kernel, [, kind]) => kernel.schedule(kind, 6, 7, 8, 9)),
      printOf((kernel, [kind]) => kernel.schedule(kind, 6, 8, 8, 9)),
      printOf((kernel, [kind]) => kernel.schedule(kind, 6, 7, 9, 9)),
      printOf((kernel, [kind]) => kernel.schedule(kind, 6, 7, 8, 8)),
      printOf((kernel, [kind]) => {
        kernel.schedule(kind, 6, 7, 8, 9);
        kernel.fingerprint.word(1);
      }),
      printOf(() => undefined),
    ];
    expect(new Set(prints).size).toBe(prints.length);
    expect(prints[0]).toMatch(/^[0-9a-f]{32}\/events$/);
  });

  it("schedules after a delay as it does at a time, and takes neither a negative delay nor minus nothing", () => {
    const kernel = newKernel(2 ** 50);
    const { kinds, log } = recorder(kernel, 0);
    kernel.schedule(kinds[0], 50, 1);
    kernel.runUntil(50);
    kernel.scheduleAfter(kinds[0], 0, 2);
    kernel.scheduleAfter(kinds[0], 2 ** 40, 3, 4, 5);
    kernel.schedule(kinds[0], 50 - 0, 1);
    kernel.runUntil(Infinity);
    expect(log.map(({ timeUs, target, source, payload }) => [timeUs, target, source, payload])).toEqual([
      [50, 1, 0, 0],
      [50, 1, 0, 0],
      [50, 2, 0, 0],
      [50 + 2 ** 40, 3, 4, 5],
    ]);
    expect(failure(() => kernel.scheduleAfter(kinds[0], -1, 3)).what).toContain("1 µs before now");
    expect(failure(() => kernel.scheduleAfter(kinds[0], 0.5, 3)).what).toContain("not a whole number");
    expect(failure(() => kernel.scheduleAfter(9, 1, 3)).what).toContain("no handler has the kind 9");
  });

  it("refuses more kinds of events than a record can tell apart", () => {
    const kernel = newKernel();
    const priorities = Array.from({ length: maxKinds }, () => 0);
    expect(recorder(kernel, ...priorities).kinds.at(-1)).toBe(maxKinds - 1);
    const further = { name: "one more", priority: 0, handle: () => undefined };
    expect(failure(() => kernel.register(further)).what).toBe(messages.tooManyKinds("one more", maxKinds));
  });

  it("lets handlers read ahead what their events will need, in runs too large for a cache", () => {
    const kernel = newKernel(10);
    const touched = new Uint8Array(200_000);
    const prefetch = (targets: Int32Array, count: number): number => {
      for (const target of targets.subarray(0, count)) touched[target]++;
      return count;
    };
    const kinds = ["even", "odd"].map((name) =>
      kernel.register({ name, priority: 0, prefetch, handle: () => undefined }),
    );
    // A third kind has nothing to prefetch, and comes between the others.
    kinds.push(kernel.register({ name: "neither", priority: 0, handle: () => undefined }));
    for (let target = 0; target < touched.length; target++) {
      kernel.schedule(kinds[target % 3], 1 + (target % 10), target, target);
    }
    kernel.runUntil(2);
    expect(touched.reduce((sum, times) => sum + times, 0)).toBeGreaterThan(10_000);
    expect(touched.some((times) => times > 1)).toBe(false);
    expect(touched.every((times, target) => times === 0 || target % 3 !== 2)).toBe(true);
  });

  it("prefetches nothing where all state fits into a cache", () => {
    const kernel = newKernel(10);
    let touches = 0;
    const kind = kernel.register({ name: "small", priority: 0, prefetch: () => touches++, handle: () => undefined });
    for (let target = 0; target < 1000; target++) kernel.schedule(kind, 1 + (target % 10), target, target);
    kernel.runUntil(10);
    expect(touches).toBe(0);
  });

  it("counts for each source however large its index, and starts a new one at 0", () => {
    const kernel = newKernel();
    const { kinds, log } = recorder(kernel, 0);
    for (const source of [0, 5000, 5000, 1024, 0]) kernel.schedule(kinds[0], 1, 0, source);
    kernel.runUntil(1);
    expect(log.map(({ source, sequence }) => [source, sequence])).toEqual([
      [0, 0],
      [0, 1],
      [1024, 0],
      [5000, 0],
      [5000, 1],
    ]);
  });

  it("takes times of any length and puts nothing on the list that lies beyond the horizon", () => {
    const kernel = newKernel(100);
    const { kinds, log } = recorder(kernel, 0);
    const times = [101, Number.MAX_SAFE_INTEGER + 1, Number.MAX_VALUE, Infinity];
    expect(times.map((timeUs) => kernel.scheduleWithin(kinds[0], timeUs, 1))).toEqual([false, false, false, false]);
    expect(kernel.pendingCount).toBe(0);
    expect(kernel.scheduleWithin(kinds[0], 100, 1, 2, 3)).toBe(true);
    expect(failure(() => kernel.scheduleWithin(kinds[0], NaN, 1)).what).toBe(messages.notInteger("record 0", NaN, 1));
    expect(failure(() => kernel.scheduleWithin(kinds[0], 0.5, 1)).what).toBe(messages.notInteger("record 0", 0.5, 1));
    kernel.runUntil(Infinity);
    expect(log.map(({ timeUs, source, payload }) => [timeUs, source, payload])).toEqual([[100, 2, 3]]);
  });

  describe("refuses to schedule", () => {
    const max = Number.MAX_SAFE_INTEGER;
    const cases: readonly (readonly [what: string, event: Parameters<Kernel["schedule"]>, text: string])[] = [
      ["the past", [0, 49, 3], messages.inThePast("record 0", 49, 3, 50)],
      ["a fraction of a microsecond", [0, 60.5, 3], messages.notInteger("record 0", 60.5, 3)],
      ["NaN", [0, NaN, 3], messages.notInteger("record 0", NaN, 3)],
      ["a time that doubles cannot tell apart", [0, max + 1, 3], messages.timeOverflow("record 0", max + 1, 3)],
      ["an endless time", [0, Infinity, 3], messages.timeOverflow("record 0", Infinity, 3)],
      ["an unknown kind", [1, 60, 3], messages.unknownKind(1, 60, 3, ["record 0"])],
      ["a kind that is no index", [NaN, 60, 3], messages.unknownKind(NaN, 60, 3, ["record 0"])],
      ["a negative target", [0, 60, -1], messages.badIndex("record 0", 60, -1, "target", -1, 2 ** 31 - 1)],
      ["a target beyond 31 bits", [0, 60, 2 ** 31], messages.badIndex("record 0", 60, 2 ** 31, "target", 2 ** 31, 2 ** 31 - 1)], // prettier-ignore
      ["a negative source", [0, 60, 3, -1], messages.badIndex("record 0", 60, 3, "source", -1, 2 ** 26 - 1)],
      ["a source beyond 26 bits", [0, 60, 3, 2 ** 26], messages.badIndex("record 0", 60, 3, "source", 2 ** 26, 2 ** 26 - 1)], // prettier-ignore
      ["half a source", [0, 60, 3, 0.5], messages.badIndex("record 0", 60, 3, "source", 0.5, 2 ** 26 - 1)],
      ["a payload beyond 32 bits", [0, 60, 3, 0, 2 ** 31], messages.badPayload("record 0", 60, 3, 2 ** 31)],
    ];
    it.each(cases)("%s", (_, event, what) => {
      const kernel = newKernel();
      const { kinds } = recorder(kernel, 0);
      kernel.schedule(kinds[0], 50, 1);
      kernel.runUntil(50);
      const error = failure(() => kernel.schedule(...event));
      expect(error.what).toBe(what);
      expect(error).toMatchObject({ timeUs: 50, entity: event[2], replay, run: "thin, seed 7, replication 0" });
      expect(error.lastEvents).toEqual([{ timeUs: 50, handler: "record 0", target: 1, source: 0, payload: 0 }]);
      expect(kernel.pendingCount).toBe(0);
    });

    it("but takes the last exact time, the largest indices and the ends of the payload's range", () => {
      const kernel = newKernel();
      const { kinds } = recorder(kernel, 0);
      kernel.schedule(kinds[0], Number.MAX_SAFE_INTEGER, 2 ** 31 - 1, 100_000, -(2 ** 31));
      kernel.schedule(kinds[0], 0, 0, 0, 2 ** 31 - 1);
      expect(kernel.pendingCount).toBe(2);
    });
  });

  it("shows the last eight events, the failing one last, when something fails", () => {
    const kernel = newKernel();
    const kind = kernel.register({
      name: "fragile",
      priority: 0,
      handle: ({ timeUs }) => {
        if (timeUs === 12) kernel.fail("a slot is held twice", { rule: "disk.assign", frame: 2, entity: 9 });
      },
    });
    for (let timeUs = 1; timeUs <= 20; timeUs++) kernel.schedule(kind, timeUs, timeUs + 100, 3, -timeUs);
    const error = failure(() => kernel.runUntil(Infinity));
    expect(error).toMatchObject({ what: "a slot is held twice", rule: "disk.assign", frame: 2, entity: 9, timeUs: 12 });
    expect(error.lastEvents.map(({ timeUs }) => timeUs)).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
    expect(error.lastEvents[7]).toEqual({ timeUs: 12, handler: "fragile", target: 112, source: 3, payload: -12 });
  });

  it("puts the surroundings to whatever error a handler throws", () => {
    const kernel = newKernel();
    const cause = new RangeError("entry 4 cannot hold -1");
    const handle = (): never => {
      throw cause;
    };
    kernel.schedule(kernel.register({ name: "settle", priority: 0, handle }), 8, 4);
    const error = failure(() => kernel.runUntil(Infinity));
    expect(error.what).toBe(messages.handlerThrew("settle", cause.message));
    expect(error).toMatchObject({ cause, timeUs: 8, entity: 4, replay });
  });

  it("refuses two handlers of one name, odd priorities and horizons, and a run until NaN", () => {
    const kernel = newKernel();
    recorder(kernel, 0);
    expect(failure(() => recorder(kernel, 0)).what).toBe(messages.nameTaken("record 0"));
    const half = { name: "half", priority: 0.5, handle: () => undefined };
    expect(failure(() => kernel.register(half)).what).toBe(messages.badPriority("half", 0.5));
    expect(failure(() => kernel.runUntil(NaN)).what).toBe(messages.badUntil());
    for (const none of [0, NaN]) expect(failure(() => kernel.runUntil(5, none)).what).toBe(messages.badMaxEvents(none));
    for (const wrong of [-1, 0.5, NaN, Infinity]) {
      expect(failure(() => newKernel(wrong)).what).toBe(messages.badHorizon(wrong));
    }
  });

  it("refuses to be run by one of its handlers", () => {
    const kernel = newKernel();
    const kind = kernel.register({ name: "nested", priority: 0, handle: () => kernel.runUntil(5) });
    kernel.schedule(kind, 1, 0);
    expect(failure(() => kernel.runUntil(Infinity)).what).toBe(messages.reentered());
  });
});

/** A run whose every event schedules up to two more, many of them at equal times; cut into slices, then to its end. */
function branchingRun(
  slices: readonly { readonly us: number; readonly maxEvents: number }[],
  queue: MakeQueue,
): Kernel {
  const kernel = newKernel(2000, queue);
  const kinds = [1, 0].map((priority, k) =>
    kernel.register({
      name: `branch ${k}`,
      priority,
      handle: ({ timeUs, target, payload }) => {
        if (payload >= 10) return;
        kernel.schedule(kinds[payload & 1], timeUs + ((7 * target) % 4) * 50, (target + 1) % 5, target, payload + 1);
        if (target % 2 === 0) kernel.schedule(kinds[0], timeUs + 100, (target + 3) % 5, target, payload + 1);
      },
    }),
  );
  for (let target = 0; target < 5; target++) kernel.schedule(kinds[target & 1], 0, target);
  let untilUs = 0;
  for (const { us, maxEvents } of slices) {
    untilUs += us;
    const before = kernel.eventCount;
    kernel.runUntil(untilUs, maxEvents);
    expect(kernel.eventCount - before).toBeLessThanOrEqual(maxEvents);
  }
  kernel.runUntil(Infinity);
  return kernel;
}

/** The fingerprint of what `act` schedules with two kinds. */
function printOf(act: (kernel: Kernel, kinds: readonly number[]) => void): string {
  const kernel = newKernel(2 ** 40);
  const { kinds } = recorder(kernel, 0, 0);
  act(kernel, kinds);
  kernel.runUntil(Infinity);
  return kernel.print(["events"]);
}

const partOf = (first: number, end: number): { kernel: Kernel; sent: EventRecord[] } => {
  const sent: EventRecord[] = [];
  const partition = {
    first,
    end,
    send: (event: Readonly<EventRecord>) => void sent.push(copyOfEvent(event)),
  };
  return { kernel: new Kernel({ horizonUs: 1000, replay, run: "a part", partition }), sent };
};

describe("a kernel of a part of the entities", () => {
  it("handles events of its own entities, from the first to the last, and sends all others to where they belong", () => {
    const { kernel, sent } = partOf(10, 20);
    const { kinds, log } = recorder(kernel, 0);
    for (const target of [0, 9, 10, 15, 19, 20, 30]) kernel.schedule(kinds[0], 5, target, 12);
    kernel.runUntil(Infinity);
    expect(log.map(({ target }) => target)).toEqual([10, 15, 19]);
    expect(sent.map(({ target, timeUs, source }) => [target, timeUs, source])).toEqual([0, 9, 20, 30].map((target) => [target, 5, 12])); // prettier-ignore
  });

  it("refuses sources that another part counts", () => {
    const { kernel } = partOf(10, 20);
    const { kinds } = recorder(kernel, 0);
    for (const source of [10, 19]) expect(() => kernel.schedule(kinds[0], 5, 15, source)).not.toThrow();
    for (const source of [9, 20]) expect(() => kernel.schedule(kinds[0], 5, 15, source)).toThrow(InvariantError);
  });
});
