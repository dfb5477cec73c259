/** What nodes carry of all channels, estimated from a few, against a run of all. */
import { describe, expect, it } from "vitest";
import { carriedIn, smallUsers } from "./users.test-data.js";

describe("what nodes carry of all channels", () => {
  it("is covered by the interval from a few channels, in 95 of 100 runs", () => {
    const seeds = Array.from({ length: 40 }, (_, k) => String(k));
    const [whole, few] = [smallUsers(30), smallUsers(8)];
    let covered = 0;
    for (const seed of seeds) {
      const [all, some] = [carriedIn(whole, `whole ${seed}`), carriedIn(few, seed)];
      for (const flow of ["sent", "received"] as const)
        for (const k of [0, 1]) {
          const { value, halfWidth } = some[k][flow]!;
          expect(halfWidth).toBeGreaterThan(0);
          if (Math.abs(value - all[k][flow]!.value) <= halfWidth!) covered++;
        }
    }
    // 160 intervals, in fours that hang together: of 40 at 95 % fewer than 34 hold once in a thousand.
    expect(covered / 160).toBeGreaterThan(34 / 40);
  });
});
