import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { coinModel, type CoinScenario } from "../../../test/coin-model.js";
import { folderWith } from "../../../test/scenario-files.js";
import { loadScenarioOf } from "../library/load-scenario.js";
import { thresholdOf, type ThresholdOptions } from "../library/threshold.js";
import { type ReadyScenario, ScenarioErrors } from "../ready-scenario.js";

let folder = "";
let ready: ReadyScenario<CoinScenario>;
beforeEach(() => {
  folder = folderWith({ "coin.yaml": "name: coin\nhorizon: 2 d\n" });
  ready = loadScenarioOf(coinModel, join(folder, "coin.yaml"));
});

const question = { param: "chance", from: "0", to: "1", until: "P(queue.length > 10) > 20 %" };
const asked = (options: ThresholdOptions) =>
  thresholdOf(coinModel, ready, question, { maxReplications: 600, ...options });

describe("the critical value of a scenario", () => {
  it("goes on from where a search was stopped, and comes to the same", async () => {
    const whole = await asked({ workers: 1 });
    const store = join(folder, "cells-of-stopped");
    const stop = new AbortController();
    const onProgress = (done: number): void => {
      if (done > 0.4) stop.abort();
    };
    const part = await asked({ workers: 1, store, signal: stop.signal, onProgress });
    expect(part.interrupted).toBe(true);
    expect(part.replications).toBeGreaterThan(100);
    expect(part.replications).toBeLessThan(whole.replications);
    const rest = await asked({ workers: 1, store });
    expect(rest.computed).toBeLessThanOrEqual(whole.replications - part.replications);
    expect({ ...rest, computed: whole.computed }).toEqual(whole);
  });

  it("is refused where the question cannot be, in the library as on the command line", async () => {
    await expect(thresholdOf(coinModel, ready, { ...question, param: "chanc" })).rejects.toThrow(ScenarioErrors);
    await expect(thresholdOf(coinModel, ready, { ...question, param: "chanc" })).rejects.toThrow(/^param:1:1: /);
    await expect(asked({ maxReplications: 10 })).rejects.toThrow(RangeError);
    await expect(
      thresholdOf(coinModel, ready, {
        ...question,
        second: { ...question, param: "horizon", from: "1 d", to: "2 d", points: 1 },
      }),
    ).rejects.toThrow(RangeError);
  });
});
