import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventFold } from "./event-fold.js";
import { type EventRecord, maxTarget } from "./queue/event-queue.js";
import { wordsPerEvent, writeWords } from "./queue/event-words.js";
import { messages } from "./messages.js";

function foldOf(events: readonly EventRecord[]): EventFold {
  const words = new Int32Array(events.length * wordsPerEvent);
  events.forEach((event, k) => writeWords(words, k * wordsPerEvent, event));
  const fold = new EventFold();
  const times = Float64Array.from(events, ({ timeUs }) => timeUs);
  const offsets = Int32Array.from(events, (_, k) => k * wordsPerEvent);
  fold.addAll(new Int32Array(times.buffer), words, offsets, events.length);
  return fold;
}

const anyEvent: fc.Arbitrary<EventRecord> = fc.record({
  timeUs: fc.oneof(fc.nat(3), fc.maxSafeNat()),
  target: fc.oneof(fc.nat(3), fc.nat(maxTarget)),
  source: fc.nat(3),
  sequence: fc.oneof(fc.nat(3), fc.integer()),
  kind: fc.nat(63),
  payload: fc.oneof(fc.nat(3), fc.integer()),
});

describe("EventFold", () => {
  it("gives the digests that it gave before: known answers", () => {
    const event = { timeUs: 1_500_000, target: 7, source: 3, sequence: 11, kind: 5, payload: -2 };
    const digests = [{}, { timeUs: 1_500_001 }, { target: 8 }, { source: 2 }, { kind: 6 }, { payload: 2 }].map(
      (change) => foldOf([{ ...event, ...change }]).digest(),
    );
    expect(digests).toEqual([
      "d681c27f4841e9c46935449194cecad7",
      "b70bb7f081066c318610a5607f23eb08",
      "21e069ee6c121e39bc4adfdf30a2c44a",
      "8f204abe644db8149c70919017f57005",
      "48d1b2f03436e7be32ec2713e7e07867",
      "7aa4e5a1e03e1e4e624de33bbecbb3a9",
    ]);
    expect(foldOf([event, { ...event, sequence: 12 }]).digest()).toBe("b8fe8ae1275bb453635e5cb574690603");
  });

  it("gives one value for any split of the events over parts, in any order", () => {
    const splitEvents = fc
      .array(fc.tuple(anyEvent, fc.nat(4)), { maxLength: 40 })
      .chain((pairs) => fc.tuple(fc.constant(pairs), fc.shuffledSubarray(pairs, { minLength: pairs.length })));
    fc.assert(
      fc.property(splitEvents, ([pairs, shuffled]) => {
        const whole = foldOf(pairs.map(([event]) => event));
        const parts = new EventFold();
        for (const part of [4, 2, 0, 1, 3]) {
          parts.merge(foldOf(shuffled.filter(([, owner]) => owner === part).map(([event]) => event)).state());
        }
        expect(parts.digest()).toBe(whole.digest());
        expect(parts.eventCount).toBe(pairs.length);
      }),
      { seed: 1 },
    );
  });

  it("tells sets apart that differ in one event or in how often it occurs", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), anyEvent, (events, extra) => {
        const later = { ...extra, timeUs: extra.timeUs ^ 1 };
        const sets = [events, [...events, extra], [...events, extra, extra], [...events, later]];
        expect(new Set(sets.map((set) => foldOf(set).digest())).size).toBe(4);
      }),
      { seed: 1 },
    );
  });

  // With 400 events a bit flips 400 fair coins if the mixing is good: beyond ±0.13 lies a chance below 2e-7 a pair of
  // bits, 0.005 over all that are looked at; the events are the same in every run.
  it("changes each bit of the sums about half of the time when a bit of a field changes", () => {
    const fields = ["target", "source", "payload"] as const;
    const flips = [
      ...fields.flatMap((field) => [0, 7, 24].map((bit) => (event: EventRecord) => ({ ...event, [field]: event[field] ^ (1 << bit) }))), // prettier-ignore
      ...[0, 20, 40].map((bit) => (event: EventRecord) => ({ ...event, timeUs: event.timeUs + 2 ** bit })),
      (event: EventRecord) => ({ ...event, kind: event.kind ^ 1 }),
    ];
    const events = Array.from({ length: 400 }, (_, k) => {
      return { timeUs: 1_000_003 * k, target: k % 50, source: k % 7, sequence: k, kind: k % 5, payload: 3 * k };
    });
    for (const flip of flips) {
      const changed = new Int32Array(128);
      for (const event of events) {
        const [before, after] = [foldOf([event]).state(), foldOf([flip(event)]).state()];
        for (let bit = 0; bit < 128; bit++) changed[bit] += ((before[bit >> 5] ^ after[bit >> 5]) >>> (bit & 31)) & 1;
      }
      const shares = [...changed].map((count) => count / events.length);
      expect(Math.min(...shares)).toBeGreaterThan(0.37);
      expect(Math.max(...shares)).toBeLessThan(0.63);
    }
  });

  it("counts beyond 32 bits and keeps the count through its state", () => {
    const many = Uint32Array.of(1, 2, 3, 4, 0xffff_ffff, 5);
    expect([...new EventFold().merge(many).merge(many).state()]).toEqual([2, 4, 6, 8, 0xffff_fffe, 11]);
  });

  it("adds lanes modulo 2^32", () => {
    const large = Uint32Array.of(0xffff_ffff, 0x8000_0000, 1, 0, 1, 0);
    expect([...new EventFold().merge(large).merge(large).state()]).toEqual([0xffff_fffe, 0, 2, 0, 2, 0]);
  });

  it("refuses words that are no state", () => {
    expect(() => new EventFold().merge(new Uint32Array(4))).toThrow(messages.badStateLength(4));
  });
});
