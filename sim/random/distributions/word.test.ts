import { describe, expect, it } from "vitest";
import { chiSquared, countBetween } from "../../../test/goodness-of-fit.js";
import { ln } from "../../units/portable-math.js";
import { createStreams } from "../stream.js";
import { wordBelow, wordExponential, wordIsBelow } from "./word.js";

const largest = 0xffff_ffff;
const stream = createStreams("words", 0).purpose("word");
const words = Array.from({ length: 40_000 }, (_, counter) => {
  stream.draw(3, counter);
  return [stream.words[0], stream.words[1]] as const;
});

describe("a draw of two words", () => {
  it("gives the words that direct draws of the same name are made of, at both ends of the counter", () => {
    for (const counter of [0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 40 + 3]) {
      stream.draw(7, counter);
      expect(stream.words[0] >>> 0).toBe(stream.word(7, counter));
      stream.draw(7, counter);
      const [first, second] = stream.words;
      expect(stream.uniform(7, counter)).toBe(((first >>> 5) * 2 ** 26 + (second >>> 6)) / 2 ** 53);
    }
    expect(() => stream.draw(-1, 0)).toThrow(RangeError);
    expect(() => stream.draw(0, 0.5)).toThrow(RangeError);
  });
});

describe("wordExponential", () => {
  it("is the logarithm to eleven digits, over the whole range of words", () => {
    const probes = Array.from({ length: 20_001 }, (_, k) => Math.floor((largest / 20_000) * k));
    for (const word of [...probes, 0, 1, 2, 0x7fff_ffff, 0x8000_0000, largest - 1, largest]) {
      const exact = -ln((largest - word + 0.5) / 2 ** 32);
      expect(Math.abs(wordExponential(word) - exact)).toBeLessThan(1e-11);
      expect(wordExponential(word | 0)).toBe(wordExponential(word));
    }
  });

  it("never falls as the word grows", () => {
    for (let word = 1; word < 5000; word++) {
      for (const base of [0, 0x1234_5678, 0x7fff_f000, largest - 5000]) {
        expect(wordExponential(base + word)).toBeGreaterThanOrEqual(wordExponential(base + word - 1));
      }
    }
    expect([wordExponential(0), wordExponential(largest)]).toEqual([
      expect.closeTo(1.16e-10, 10),
      expect.closeTo(22.87, 2),
    ]);
  });

  it("follows the exponential law", () => {
    const edges = Array.from({ length: 40 }, (_, k) => (k + 1) / 8);
    const counts = countBetween(
      edges,
      words.map(([word]) => wordExponential(word)),
    );
    const survival = [0, ...edges].map((edge) => Math.exp(-edge));
    const law = survival.map((share, k) => share - (survival[k + 1] ?? 0));
    const { statistic, critical } = chiSquared(counts, law);
    expect(statistic).toBeLessThan(critical);
  });

  it("has these first values, whatever the engine", () => {
    expect([0x1234_5678, 0x9abc_def0, 0xffff_0000].map(wordExponential)).toEqual([
      0.07376615021342929, 0.9274640226786216, 11.09036251838254,
    ]);
  });
});

describe("whole numbers and chances from a word", () => {
  it("covers 0 to n − 1 and nothing else", () => {
    expect([wordBelow(0, 10), wordBelow(largest, 10), wordBelow(-1, 10), wordBelow(0x8000_0000, 10)]).toEqual([
      0, 9, 9, 5,
    ]);
    expect([wordBelow(largest, 2 ** 31), wordBelow(largest, 1)]).toEqual([2 ** 31 - 1, 0]);
    const counts = new Int32Array(12);
    for (const [, word] of words) counts[wordBelow(word, 12)]++;
    const { statistic, critical } = chiSquared(counts, new Float64Array(12).fill(1 / 12));
    expect(statistic).toBeLessThan(critical);
  });

  it("happens as often as the share says, never at 0 and always at 1", () => {
    expect([wordIsBelow(0, 0), wordIsBelow(-1, 1)]).toEqual([false, true]);
    const hits = words.filter(([, word]) => wordIsBelow(word, 0.2)).length;
    // Deviation 80 of 8,000: six of them, a false alarm of two in a billion.
    expect(Math.abs(hits - 8000)).toBeLessThan(480);
  });
});
