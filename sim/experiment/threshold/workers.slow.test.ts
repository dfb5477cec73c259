import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pooledCoinModel } from "../../../test/coin-model.js";
import { coinsToAsk } from "../../../test/coin-threshold.js";

const coins = coinsToAsk();

describe("the critical value of a scenario", () => {
  it("is the same on any number of workers, and whether it is kept or not", async () => {
    const one = await coins.asked({ workers: 1 });
    expect(one.answers).toMatchObject([{ outcome: "found", direction: "rising" }]);
    const [{ critical }] = one.answers;
    expect(critical!.lower.amount).toBeLessThan(0.2);
    expect(critical!.upper.amount).toBeGreaterThan(0.2);
    for (const options of [{ workers: 3 }, { workers: 2, store: join(coins.folder, "cells-of-two") }]) {
      const other = await coins.asked(options, pooledCoinModel);
      expect(other).toEqual(one);
    }
  });
});
