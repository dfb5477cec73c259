import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { coinModel } from "../../../test/coin-model.js";
import { coinQuestion, coinsToAsk } from "../../../test/coin-threshold.js";
import { thresholdOf } from "../library/threshold.js";
import { ScenarioErrors } from "../ready-scenario.js";

const coins = coinsToAsk();

describe("the critical value of a scenario", () => {
  it("goes on from where a search was stopped, and comes to the same", async () => {
    const whole = await coins.asked({ workers: 1 });
    const store = join(coins.folder, "cells-of-stopped");
    const stop = new AbortController();
    const onProgress = (done: number): void => {
      if (done > 0.4) stop.abort();
    };
    const part = await coins.asked({ workers: 1, store, signal: stop.signal, onProgress });
    expect(part.interrupted).toBe(true);
    expect(part.replications).toBeGreaterThan(100);
    expect(part.replications).toBeLessThan(whole.replications);
    const rest = await coins.asked({ workers: 1, store });
    expect(rest.computed).toBeLessThanOrEqual(whole.replications - part.replications);
    expect({ ...rest, computed: whole.computed }).toEqual(whole);
  });

  it("is refused where the question cannot be, in the library as on the command line", async () => {
    await expect(thresholdOf(coinModel, coins.ready, { ...coinQuestion, param: "chanc" })).rejects.toThrow(
      ScenarioErrors,
    );
    await expect(thresholdOf(coinModel, coins.ready, { ...coinQuestion, param: "chanc" })).rejects.toThrow(
      /^param:1:1: /,
    );
    await expect(coins.asked({ maxReplications: 10 })).rejects.toThrow(RangeError);
    await expect(
      thresholdOf(coinModel, coins.ready, {
        ...coinQuestion,
        second: { ...coinQuestion, param: "horizon", from: "1 d", to: "2 d", points: 1 },
      }),
    ).rejects.toThrow(RangeError);
  });
});
