import { describe, expect, it } from "vitest";
import { chiSquared } from "../../test/goodness-of-fit.js";
import { createStreams } from "../../sim/random/stream.js";
import { linkChance } from "../protocol/mixnet/mixing.js";
import { type MixedAs, Mixing } from "./mixing.js";

const streams = (seed = 1) => createStreams(seed, 0).purpose("permutation");
const as = (options: Partial<MixedAs> = {}): MixedAs => {
  const { batch = 100 } = options;
  return { batch, side: Math.sqrt(batch), depth: 15, dealers: 3, masks: true, corrupt: 0, ...options };
};

/** How often each arrangement of a batch of four comes out of so many rounds, by the digits of its messages. */
function arrangements(depth: number, rounds: number): Map<string, number> {
  const mixing = new Mixing(as({ batch: 4, depth, dealers: 1 }), streams());
  const counts = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    mixing.mix(round, 4);
    const arrangement = mixing.truth.join("");
    counts.set(arrangement, (counts.get(arrangement) ?? 0) + 1);
  }
  return counts;
}

const expectUniform = (counts: readonly number[]): void => {
  const { statistic, critical } = chiSquared(counts, counts.map(() => 1 / counts.length)); // prettier-ignore
  expect(statistic).toBeLessThan(critical);
};

describe("mixing", () => {
  it("loses no message and doubles none", () => {
    for (const [batch, messages] of [
      [1, 1],
      [9, 4],
      [100, 100],
      [10_000, 9999],
    ] as const) {
      const mixing = new Mixing(as({ batch }), streams());
      mixing.mix(0, messages);
      const places = Array.from(mixing.truth).toSorted((a, b) => a - b);
      expect(places).toEqual(Array.from({ length: batch }, (_, k) => Math.max(-1, k - (batch - messages))));
    }
  });

  it("brings four messages into all 24 orders alike, and through one layer into four", () => {
    const rounds = 12_000;
    const through = arrangements(15, rounds);
    expect(through.size).toBe(24);
    expectUniform([...through.values()]);
    const once = arrangements(1, rounds);
    expect([...once.keys()].toSorted()).toEqual(["0123", "0132", "1023", "1032"]);
    expectUniform([...once.values()]);
  });

  it("brings two of nine messages to all pairs of places alike, also where messages are fewer than places", () => {
    for (const messages of [9, 5]) {
      const mixing = new Mixing(as({ batch: 9 }), streams(messages));
      const counts = new Float64Array(81);
      const rounds = 12_000;
      for (let round = 0; round < rounds; round++) {
        mixing.mix(round, messages);
        counts[9 * mixing.truth.indexOf(0) + mixing.truth.indexOf(1)]++;
      }
      const pairs = Array.from(counts).filter((_, pair) => pair % 10 !== 0);
      expect(pairs).toHaveLength(72);
      expectUniform(pairs);
    }
  });

  it("is the same in any order of rounds, and another in each round", () => {
    const [forth, back] = [new Mixing(as(), streams()), new Mixing(as(), streams())];
    forth.mix(3, 100);
    const third = forth.truth.slice();
    forth.mix(4, 100);
    expect(forth.truth).not.toEqual(third);
    back.mix(4, 100);
    back.mix(3, 100);
    expect(back.truth).toEqual(third);
  });
});

describe("an observer", () => {
  it.each([
    { setting: "no dealer", corrupt: 0, masks: true },
    { setting: "all dealers but one", corrupt: 2, masks: true },
    { setting: "no dealer, no masks", corrupt: 0, masks: false },
    { setting: "all dealers but one, no masks", corrupt: 2, masks: false },
  ])("with $setting links as many as the rule says", ({ corrupt, masks }) => {
    for (const messages of [100, 37]) {
      const mixing = new Mixing(as({ corrupt, masks }), streams(messages));
      const rounds = 400;
      let linked = 0;
      for (let round = 0; round < rounds; round++) linked += mixing.mix(round, messages);
      const expected = rounds * messages * linkChance({ batch: 100, messages, dealers: 3, corrupt, masks });
      // Matches of a random permutation: as many as expected, with a variance of no more than that; 5 deviations.
      expect(Math.abs(linked - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });

  it.each([true, false])("with all dealers links every message, masks or not (%s)", (masks) => {
    expect(new Mixing(as({ corrupt: 3, masks }), streams()).mix(0, 73)).toBe(73);
  });

  it("links but 1/√batch through a single layer, masks or not", () => {
    for (const masks of [true, false]) {
      const mixing = new Mixing(as({ depth: 1, masks }), streams());
      let linked = 0;
      for (let round = 0; round < 1000; round++) linked += mixing.mix(round, 100);
      expect(Math.abs(linked - 10_000)).toBeLessThan(500);
    }
  });
});
