import { describe, expect, it } from "vitest";
import { chiSquared } from "../../test/goodness-of-fit.js";
import { createStreams } from "./stream.js";

const cells = 16;
const draws = 40_000;
const evenly = Array.from({ length: cells * cells }, () => 1 / (cells * cells));

/** Counts of the pairs (cell of the first, cell of the second): evenly filled if the two are uniform and independent. */
function table(pair: (k: number) => readonly [number, number]): number[] {
  const counts = evenly.map(() => 0);
  for (let k = 0; k < draws; k += 1) {
    const [first, second] = pair(k);
    counts[Math.floor(first * cells) * cells + Math.floor(second * cells)] += 1;
  }
  return counts;
}

const streams = createStreams("independence", 0);
const arrival = streams.purpose("arrival");
const outage = streams.purpose("outage");
const next = createStreams("independence", 1).purpose("arrival");
const otherSeed = createStreams("independencf", 0).purpose("arrival");

describe("streams are independent: χ² on 40,000 pairs in 256 cells, false alarm 1e-6,", () => {
  it.each<readonly [string, (k: number) => readonly [number, number]]>([
    ["of neighbouring counters", (k) => [arrival.uniform(3, 2 * k), arrival.uniform(3, 2 * k + 1)]],
    ["of neighbouring entities", (k) => [arrival.uniform(0, k), arrival.uniform(1, k)]],
    ["of entities at one counter", (k) => [arrival.uniform(2 * k, 0), arrival.uniform(2 * k + 1, 0)]],
    ["of entity and counter exchanged", (k) => [arrival.uniform(k, k + 1), arrival.uniform(k + 1, k)]],
    ["of counters 2^32 apart", (k) => [arrival.uniform(5, k), arrival.uniform(5, k + 2 ** 32)]],
    ["of purposes", (k) => [arrival.uniform(1, k), outage.uniform(1, k)]],
    ["of replications", (k) => [arrival.uniform(1, k), next.uniform(1, k)]],
    ["of seeds that differ in a letter", (k) => [arrival.uniform(1, k), otherSeed.uniform(1, k)]],
    ["of a pair in both orders", (k) => [arrival.pairUniform(1, 2, k), arrival.pairUniform(2, 1, k)]],
    ["of an entity alone and in a pair", (k) => [arrival.uniform(1, k), arrival.pairUniform(1, 0, k)]],
    ["of neighbouring pairs", (k) => [arrival.pairUniform(k, 7, 0), arrival.pairUniform(k, 8, 0)]],
    ["of high and low digits", (k) => [arrival.uniform(2, k), (arrival.uniform(2, k) * 2 ** 40) % 1]],
  ])("%s", (_, pair) => {
    const { statistic, critical } = chiSquared(table(pair), evenly);
    expect(statistic).toBeLessThan(critical);
  });

  it("while the test does notice a number paired with itself", () => {
    const { statistic, critical } = chiSquared(
      table((k) => [arrival.uniform(1, k), arrival.uniform(1, k)]),
      evenly,
    );
    expect(statistic).toBeGreaterThan(critical);
  });

  it("below fills 7 places evenly, directly and by a cursor: χ² on 40,000, false alarm 1e-6", () => {
    const cursor = arrival.cursor(9);
    for (const draw of [(k: number) => outage.below(k, 1, 7), () => cursor.below(7)]) {
      const counts = Array.from({ length: 7 }, () => 0);
      for (let k = 0; k < draws; k += 1) counts[draw(k)] += 1;
      const { statistic, critical } = chiSquared(
        counts,
        counts.map(() => 1 / 7),
      );
      expect(statistic).toBeLessThan(critical);
    }
  });
});
