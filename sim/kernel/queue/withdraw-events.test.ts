import { describe, expect, it } from "vitest";
import { CalendarQueue } from "./calendar-queue.js";
import { copyOfEvent, EventBuffer } from "./event-buffer.js";
import { type EventQueue, type EventRecord, maxKinds } from "./event-queue.js";
import { HeapQueue } from "./heap-queue.js";
import { withdrawEvents } from "./withdraw-events.js";

const events: readonly EventRecord[] = Array.from({ length: 500 }, (_, k) => ({
  timeUs: (k * 7919) % 1000,
  target: k % 10,
  source: 0,
  sequence: k,
  kind: k % 3,
  payload: -k,
}));
const priorities = new Int32Array(maxKinds);

function left(queue: EventQueue): readonly EventRecord[] {
  const found: EventRecord[] = [];
  const into = new EventBuffer();
  while (queue.take(into, Number.POSITIVE_INFINITY)) found.push({ ...copyOfEvent(into) });
  return found;
}
const withAll = (queue: EventQueue): EventQueue => {
  for (const event of events) queue.push(event);
  return queue;
};

describe.each([
  ["calendar", () => new CalendarQueue(priorities)],
  ["heap", () => new HeapQueue(priorities)],
])("events of a kind withdrawn from a %s queue", (_, create) => {
  it("are gone, and all others are as they were, in their order", () => {
    const queue = withAll(create());
    withdrawEvents(queue, 1);
    const all = left(withAll(create()));
    expect(left(queue)).toEqual(all.filter(({ kind }) => kind !== 1));
  });

  it("are those of some targets where these are said", () => {
    const queue = withAll(create());
    withdrawEvents(queue, 1, (target) => target < 5);
    const all = left(withAll(create()));
    expect(left(queue)).toEqual(all.filter(({ kind, target }) => kind !== 1 || target >= 5));
  });

  it("leave a queue alone that has none", () => {
    const queue = withAll(create());
    withdrawEvents(queue, 9);
    expect(queue.size).toBe(events.length);
  });
});
