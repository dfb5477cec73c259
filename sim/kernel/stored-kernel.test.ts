/** A kernel that is stored and loaded goes on as if nothing had been. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createStreams } from "../random/stream.js";
import { StateError } from "../table/state-error.js";
import { StateReader } from "../table/state-reader.js";
import { StateWriter } from "../table/state-writer.js";
import { CalendarQueue } from "./queue/calendar-queue.js";
import type { EventQueue, Priorities } from "./queue/event-queue.js";
import type { Handler } from "./handler.js";
import { HeapQueue } from "./queue/heap-queue.js";
import { Kernel } from "./kernel.js";
import { messages } from "./messages.js";
import { TypedHeapQueue } from "./queue/typed-heap-queue.js";

const queues: readonly ((priorities: Priorities) => EventQueue)[] = [
  (priorities) => new CalendarQueue(priorities),
  (priorities) => new TypedHeapQueue(priorities),
  (priorities) => new HeapQueue(priorities),
];

interface Options {
  readonly horizonUs?: number;
  readonly keepUntilUs?: number;
  readonly queue?: number;
  /** The handlers are registered the other way round. */
  readonly turned?: boolean;
}

/** Entities that answer each event with one or two later ones, of either kind, at the same moment or far off. */
class Toy {
  readonly kernel: Kernel;
  readonly #seen = new Int32Array(16);
  readonly #kinds: Record<"near" | "far", number> = { near: -1, far: -1 };

  constructor({ horizonUs = 400, keepUntilUs, queue = 0, turned = false }: Options = {}) {
    const options = { horizonUs, replay: "a test", queue: queues[queue] };
    this.kernel = new Kernel(keepUntilUs === undefined ? options : { ...options, keepUntilUs });
    const handlers: (Handler & { readonly name: "near" | "far" })[] = [
      { name: "near", priority: 1, handle: ({ timeUs, target, payload }) => this.#handle("far", timeUs, target, payload) }, // prettier-ignore
      { name: "far", priority: 0, handle: ({ timeUs, target, payload }) => this.#handle("near", timeUs, target, payload) }, // prettier-ignore
    ];
    if (turned) handlers.reverse();
    for (const handler of handlers) this.#kinds[handler.name] = this.kernel.register(handler);
  }

  begin(): this {
    for (let entity = 0; entity < 16; entity++) this.kernel.schedule(this.#kinds.near, entity % 3, entity, entity, 1);
    return this;
  }

  #handle(next: "near" | "far", timeUs: number, target: number, payload: number): void {
    this.#seen[target] = (this.#seen[target] * 31 + payload) | 0;
    this.kernel.fingerprint.word(this.#seen[target]);
    const draw = hops.below(target, this.kernel.eventCount, 160);
    const [to, delay] = [draw % 16, Math.floor(draw / 16)];
    // Every tenth answer is far off; with a delay of 0 it joins the moment that is being handled.
    const waitUs = delay === 9 ? 37 * (1 + to) : delay % 4;
    this.kernel.scheduleWithin(this.#kinds[next], timeUs + waitUs + (next === "near" ? 0 : 1), to, target, draw);
  }

  bytes(): Uint8Array {
    const to = new StateWriter();
    to.part("kernel", this.kernel);
    to.numbers("seen", this.#seen);
    return to.bytes();
  }

  load(bytes: Uint8Array): this {
    const from = new StateReader(bytes);
    from.part("kernel", this.kernel);
    this.#seen.set(from.numbers("seen", Int32Array));
    from.end();
    return this;
  }

  /** Runs to the end and tells all that can be seen of it. Kinds are folded by their numbers. */
  end(): object {
    this.kernel.runUntil(Infinity);
    const { nowUs, eventCount, fingerprint } = this.kernel;
    const events = this.#kinds.near === 0 ? this.kernel.print(["events", "seen"]) : "of other kinds";
    return { events, seen: fingerprint.digest(), nowUs, eventCount, context: this.kernel.context() };
  }
}
const hops = createStreams("stored kernel", 0).purpose("hop");

const endless = (): { kernel: Kernel; begin: () => void } => {
  const kernel = new Kernel({ horizonUs: 10, replay: "a test", maxEventsAtOnce: 100 });
  const again = kernel.register({ name: "again", priority: 0, handle: () => kernel.schedule(again, 5, 0) });
  return { kernel, begin: () => kernel.schedule(again, 5, 0) };
};
const countOf = ({ kernel }: { kernel: Kernel }): number => {
  // Far more events than the limit, so that a watch that has lost count is found and not waited for.
  expect(() => kernel.runUntil(Infinity, 10_000)).toThrow("time stands still");
  return kernel.eventCount;
};

describe("a kernel that is stored and loaded", () => {
  test("goes on as it would have, from any moment, with any queue and any order of handlers", () => {
    const whole = new Toy().begin().end();
    const queue = fc.integer({ min: 0, max: 2 });
    const property = fc.property(
      fc.integer({ min: 0, max: 400 }),
      queue,
      queue,
      fc.boolean(),
      (cut, one, other, turned) => {
        const first = new Toy({ queue: one }).begin();
        first.kernel.runUntil(cut);
        const second = new Toy({ queue: other, turned }).load(first.bytes());
        expect(second.kernel.nowUs).toBe(first.kernel.nowUs);
        expect(second.kernel.pendingCount).toBe(first.kernel.pendingCount);
        expect(second.end()).toEqual(turned ? { ...whole, events: "of other kinds" } : whole);
        // Whoever was stored is none the worse for it.
        expect(first.end()).toEqual(whole);
      },
    );
    fc.assert(property, { seed: 10, numRuns: 100 });
  });

  test("lets what a source scheduled before come before what it schedules afterwards for the same moment", () => {
    const order: number[] = [];
    const create = (): Kernel => {
      const kernel = new Kernel({ horizonUs: 10, replay: "a test" });
      kernel.register({ name: "note", priority: 0, handle: ({ payload }) => order.push(payload) });
      return kernel;
    };
    const first = create();
    for (const payload of [1, 2, 3]) first.schedule(0, 5, 7, 7, payload);
    const to = new StateWriter();
    first.save(to);
    const second = create();
    second.load(new StateReader(to.bytes()));
    second.schedule(0, 5, 7, 7, 4);
    second.runUntil(Infinity);
    expect(order).toEqual([1, 2, 3, 4]);
  });

  test("goes on from the middle of a moment", () => {
    const whole = new Toy().begin().end();
    for (let count = 1; count < 60; count++) {
      const first = new Toy().begin();
      first.kernel.runUntil(Infinity, count);
      expect(new Toy().load(first.bytes()).end()).toEqual(whole);
    }
  });

  test("is stored as the same bytes whatever its queue, and after it was loaded", () => {
    const [one, two, three] = [0, 1, 2].map((queue) => {
      const toy = new Toy({ queue }).begin();
      toy.kernel.runUntil(123);
      return toy.bytes();
    });
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    expect(new Toy().load(one).bytes()).toEqual(one);
  });

  test("goes on to a later horizon as if it had been so from the start, where it kept what lay beyond", () => {
    const whole = new Toy({ horizonUs: 900 }).begin().end();
    const first = new Toy({ horizonUs: 400, keepUntilUs: 900 }).begin();
    first.kernel.runUntil(Infinity);
    expect(new Toy({ horizonUs: 900 }).load(first.bytes()).end()).toEqual(whole);
    const forgetful = new Toy({ horizonUs: 400 }).begin();
    forgetful.kernel.runUntil(Infinity);
    expect(new Toy({ horizonUs: 900 }).load(forgetful.bytes()).end()).not.toEqual(whole);
  });

  test("ends at an earlier horizon as if it had been so from the start", () => {
    const first = new Toy({ horizonUs: 400, keepUntilUs: 900 }).begin();
    first.kernel.runUntil(100);
    expect(new Toy({ horizonUs: 200 }).load(first.bytes()).end()).toEqual(new Toy({ horizonUs: 200 }).begin().end());
  });

  test("notices after as many events that time stands still", () => {
    const whole = endless();
    whole.begin();
    const first = endless();
    first.begin();
    first.kernel.runUntil(Infinity, 150);
    const to = new StateWriter();
    first.kernel.save(to);
    const second = endless();
    second.kernel.load(new StateReader(to.bytes()));
    expect(countOf(second)).toBe(countOf(whole));
  });

  test("is refused where handlers have other names, or something has been scheduled", () => {
    const bytes = new Toy().begin().bytes();
    expect(() => new Toy().begin().load(bytes)).toThrow(new StateError(messages.hasBegun()));
    const kernel = new Kernel({ horizonUs: 1, replay: "a test" });
    kernel.register({ name: "near", priority: 1, handle: () => undefined });
    expect(() => new StateReader(bytes).part("kernel", kernel)).toThrow(new StateError(messages.noSuchHandler("far")));
  });
});
