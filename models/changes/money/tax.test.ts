import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { taxDue } from "./tax.js";

describe("taxes on profit", () => {
  it("are a share of it, with losses carried forward", () => {
    expect(taxDue(1_000_000n, { paid: 0n, share: 0.25 })).toBe(250_000n);
    expect(taxDue(1_000_000n, { paid: 250_000n, share: 0.25 })).toBe(0n);
    // 400,000 were lost since, and earned again: nothing of that is taxed twice.
    expect(taxDue(600_000n, { paid: 250_000n, share: 0.25 })).toBe(0n);
    expect(taxDue(1_200_000n, { paid: 250_000n, share: 0.25 })).toBe(50_000n);
    expect(taxDue(-5n, { paid: 0n, share: 1 })).toBe(0n);
    expect(taxDue(5n, { paid: 0n, share: 0 })).toBe(0n);
    // Rounded down, to whole micro-dollars.
    expect(taxDue(3n, { paid: 0n, share: 0.5 })).toBe(1n);
  });

  it("come to the share of the highest profit so far, however often somebody looks", () => {
    const steps = fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), { maxLength: 40 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 100 }), (moves, percent) => {
        const share = percent / 100;
        let [profit, highest, paid] = [0n, 0n, 0n];
        for (const move of moves) {
          profit += move;
          highest = profit > highest ? profit : highest;
          paid += taxDue(profit, { paid, share });
          expect(paid).toBe((highest * BigInt(percent)) / 100n);
        }
      }),
      { seed: 13 },
    );
  });
});
