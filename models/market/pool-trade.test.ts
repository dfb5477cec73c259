import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountIn, amountOut } from "./pool-trade.js";

const side = fc.bigInt({ min: 1n, max: 1n << 90n });
const fee = fc.bigInt({ min: 0n, max: 500_000n });

describe("a constant-product pool", () => {
  it("gives what its product leaves: 100 for 100 of 100 and 100 is 50", () => {
    expect(amountOut({ brought: 100n, taken: 100n, feeMillionths: 0n }, 100n)).toBe(50n);
    expect(amountOut({ brought: 100n, taken: 100n, feeMillionths: 0n }, 300n)).toBe(75n);
    // Uniswap's 0.3 %: 1000 · 997 · 10,000,000 / (10,000,000 · 1000 + 1000 · 997), truncated.
    expect(amountOut({ brought: 10_000_000n, taken: 10_000_000n, feeMillionths: 3000n }, 1000n)).toBe(996n);
    expect(amountIn({ brought: 100n, taken: 100n, feeMillionths: 0n }, 50n)).toBe(101n);
    expect(amountIn({ brought: 100n, taken: 100n, feeMillionths: 0n }, 0n)).toBe(0n);
  });

  it("keeps x · y: it never falls, and without a fee rises by less than what a unit is worth", () => {
    fc.assert(
      fc.property(side, side, fee, side, (x, y, feeMillionths, brought) => {
        const out = amountOut({ brought: x, taken: y, feeMillionths }, brought);
        expect(out >= 0n && out < y).toBe(true);
        const after = (x + brought) * (y - out);
        expect(after >= x * y).toBe(true);
        expect(feeMillionths > 0n || after - x * y < x + brought).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("asks for what then buys at least that much, and nothing less would", () => {
    fc.assert(
      fc.property(side, side, fee, side, (x, y, feeMillionths, wish) => {
        const wanted = wish % y;
        const sides = { brought: x, taken: y, feeMillionths };
        const cost = amountIn(sides, wanted);
        expect(amountOut(sides, cost) >= wanted).toBe(true);
        expect(cost < 2n || amountOut(sides, cost - 2n) <= wanted).toBe(true);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("brings nobody a gain by going there and back", () => {
    fc.assert(
      fc.property(side, side, fee, side, (x, y, feeMillionths, brought) => {
        const out = amountOut({ brought: x, taken: y, feeMillionths }, brought);
        const back = amountOut({ brought: y - out, taken: x + brought, feeMillionths }, out);
        expect(back <= brought).toBe(true);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it("never gives all that it holds", () => {
    expect(() => amountIn({ brought: 5n, taken: 7n, feeMillionths: 0n }, 7n)).toThrow(
      "a pool that holds 7 cannot give 7",
    );
  });
});
