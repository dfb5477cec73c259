import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStreams } from "./stream.js";

const outage = createStreams("orrery", 0).purpose("outage");
const branchOf = (name: string) => createStreams("orrery", 0, { name, lasting: ["turn"] });
const wordOf = (purpose: string, name: string): number => branchOf(name).purpose(purpose).word(0, 0);
const entities = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const counters = fc.maxSafeNat();

describe("keyed streams", () => {
  it("draw the frozen first words of a seed, a replication and a purpose", () => {
    expect([0, 1, 2].map((counter) => outage.word(0, counter))).toEqual([1_117_139_142, 2_965_828_866, 1_489_050_995]);
    expect(outage.uniform(7, 2 ** 40)).toBe(0.10039934786234828);
    expect(outage.pairUniform(1, 2, 3)).toBe(0.5531716637237657);
    expect(createStreams(7, 1).purpose("outage").word(0, 0)).toBe(3_228_582_326);
  });

  it("of a branch are others, but for the purposes that last", () => {
    const words = [outage.word(0, 0), ...["1.0", "1.1", "2.0"].map((name) => wordOf("outage", name))];
    expect(new Set(words).size).toBe(4);
    expect(wordOf("outage", "1.0")).toBe(words[1]);
    expect(wordOf("turn", "1.0")).toBe(createStreams("orrery", 0).purpose("turn").word(0, 0));
    for (const name of ["", "a/b", "1~2"])
      expect(() => branchOf(name)).toThrow(`branch: read "${name}", allowed are letters, digits and full stops`);
  });

  it("do not depend on what was drawn before", () => {
    fc.assert(
      fc.property(entities, counters, entities, counters, (entity, counter, other, otherCounter) => {
        const before = outage.uniform(entity, counter);
        outage.below(other, otherCounter, 10);
        outage.pairWord(other, entity, otherCounter);
        expect(outage.uniform(entity, counter)).toBe(before);
      }),
      { seed: 1 },
    );
  });

  it("give a cursor the draws that the counters name, and let it resume", () => {
    const start = 2 ** 32 - 2;
    const cursor = outage.cursor(5, start);
    expect([cursor.uniform(), cursor.word(), cursor.uniform(), cursor.below(9)]).toEqual([
      outage.uniform(5, start),
      outage.word(5, start + 1),
      outage.uniform(5, start + 2),
      outage.below(5, start + 3, 9),
    ]);
    expect(outage.cursor(5, cursor.position).word()).toBe(cursor.word());
    const pair = outage.pairCursor(5, 6, 1);
    expect([pair.uniform(), pair.word(), pair.below(9)]).toEqual([
      outage.pairUniform(5, 6, 1),
      outage.pairWord(5, 6, 2),
      outage.pairBelow(5, 6, 3, 9),
    ]);
  });

  it("share no word between seeds, replications, purposes, entities, pairs and high counters", () => {
    const words = new Set<string>();
    let named = 0;
    const keep = (...pair: readonly number[]): void => {
      named += 1;
      words.add(pair.join());
    };
    for (const seed of [0, 1, "a", "b"])
      for (const replication of [0, 1])
        for (const name of ["outage", "outages"]) {
          const purpose = createStreams(seed, replication).purpose(name);
          for (let entity = 0; entity < 4; entity += 1)
            for (const counter of [0, 1, 2 ** 32, 2 ** 32 + 1, 2 ** 33]) {
              keep(purpose.uniform(entity, counter));
              for (let second = 0; second < 4; second += 1) keep(purpose.pairUniform(entity, second, counter));
            }
        }
    expect(words.size).toBe(named);
  });

  it("take the number 7 and the phrase 7 as one seed", () => {
    expect(createStreams("7", 0).purpose("x").word(1, 2)).toBe(createStreams(7, 0).purpose("x").word(1, 2));
  });

  it("refuse names outside their range instead of aliasing them", () => {
    expect(() => outage.word(-1, 0)).toThrow(RangeError);
    expect(() => outage.word(2 ** 32, 0)).toThrow(RangeError);
    expect(() => outage.word(1.5, 0)).toThrow(RangeError);
    expect(() => outage.word(0, -1)).toThrow(RangeError);
    expect(() => outage.word(0, 0.5)).toThrow(RangeError);
    expect(() => outage.below(0, 0, 0)).toThrow(RangeError);
    expect(() => outage.cursor(0, -1)).toThrow(RangeError);
    expect(() => createStreams(-1, 0)).toThrow(RangeError);
    expect(() => createStreams("", 0)).toThrow(RangeError);
    expect(() => createStreams(1, 0.5)).toThrow(RangeError);
  });

  it("stay below any bound, also where many blocks must be rejected", () => {
    fc.assert(
      fc.property(entities, counters, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (entity, counter, n) => {
        const value = outage.below(entity, counter, n);
        expect(Number.isSafeInteger(value) && value >= 0 && value < n).toBe(true);
      }),
      { seed: 1 },
    );
    // A bound just above half of 2^53 rejects every second block; the mean must stay (n − 1)/2.
    const n = 2 ** 52 + 1;
    let sum = 0;
    for (let counter = 0; counter < 20_000; counter += 1) sum += outage.below(0, counter, n) / n;
    // Mean of 20,000 uniforms: standard deviation 0.00204; five of them are exceeded once in 1.7 million.
    expect(Math.abs(sum / 20_000 - 0.5)).toBeLessThan(0.0102);
  });
});
