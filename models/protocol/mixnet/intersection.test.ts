import { describe, expect, it } from "vitest";
import { expectedCandidates, reachedChance } from "./intersection.js";

describe("intersection", () => {
  it("expects as many candidates as there are over all ways in which others can write", () => {
    // Two batches of two messages by others to three users, of whom user 0 is the partner: 3^4 ways.
    let sum = 0;
    for (let way = 0; way < 81; way++) {
      const to = [0, 1, 2, 3].map((k) => Math.floor(way / 3 ** k) % 3);
      const [first, second] = [new Set([0, to[0], to[1]]), new Set([0, to[2], to[3]])];
      sum += [0, 1, 2].filter((user) => first.has(user) && second.has(user)).length;
    }
    expect(expectedCandidates(3, [2, 2])).toBeCloseTo(sum / 81, 12);
  });

  it("leaves everybody before the first batch, the partner alone where nobody else writes, and all where everybody is reached", () => {
    expect(expectedCandidates(1000, [])).toBe(1000);
    expect(expectedCandidates(1000, [0])).toBe(1);
    expect(reachedChance(1e9, 1000)).toBe(1);
    expect(reachedChance(1, 4)).toBe(0.25);
  });
});
