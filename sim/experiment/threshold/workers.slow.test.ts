import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { coinModel, type CoinScenario, pooledCoinModel } from "../../../test/coin-model.js";
import { folderWith } from "../../../test/scenario-files.js";
import { loadScenarioOf } from "../library/load-scenario.js";
import { thresholdOf, type ThresholdOptions } from "../library/threshold.js";
import type { ReadyScenario } from "../ready-scenario.js";

let folder = "";
let ready: ReadyScenario<CoinScenario>;
beforeEach(() => {
  folder = folderWith({ "coin.yaml": "name: coin\nhorizon: 2 d\n" });
  ready = loadScenarioOf(coinModel, join(folder, "coin.yaml"));
});

const question = { param: "chance", from: "0", to: "1", until: "P(queue.length > 10) > 20 %" };
const asked = (options: ThresholdOptions, model = coinModel) =>
  thresholdOf(model, ready, question, { maxReplications: 600, ...options });

describe("the critical value of a scenario", () => {
  it("is the same on any number of workers, and whether it is kept or not", async () => {
    const one = await asked({ workers: 1 });
    expect(one.answers).toMatchObject([{ outcome: "found", direction: "rising" }]);
    const [{ critical }] = one.answers;
    expect(critical!.lower.amount).toBeLessThan(0.2);
    expect(critical!.upper.amount).toBeGreaterThan(0.2);
    for (const options of [{ workers: 3 }, { workers: 2, store: join(folder, "cells-of-two") }]) {
      const other = await asked(options, pooledCoinModel);
      expect(other).toEqual(one);
    }
  });
});
