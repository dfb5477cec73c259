/** The critical value of a coin's chance, for tests: what every test of a file asks, of a scenario in a folder of its own. */
import { join } from "node:path";
import { beforeEach } from "vitest";
import { loadScenarioOf } from "../sim/experiment/library/load-scenario.js";
import { thresholdOf, type ThresholdOptions } from "../sim/experiment/library/threshold.js";
import type { ReadyScenario } from "../sim/experiment/ready-scenario.js";
import { coinModel, type CoinScenario } from "./coin-model.js";
import { folderWith } from "./scenario-files.js";

export const coinQuestion = { param: "chance", from: "0", to: "1", until: "P(queue.length > 10) > 20 %" };

/** To be called where the tests of a file are described; what it gives is set anew before each of them. */
export function coinsToAsk() {
  const coins = {
    folder: "",
    ready: undefined as unknown as ReadyScenario<CoinScenario>,
    asked: (options: ThresholdOptions, model = coinModel) =>
      thresholdOf(model, coins.ready, coinQuestion, { maxReplications: 600, ...options }),
  };
  beforeEach(() => {
    coins.folder = folderWith({ "coin.yaml": "name: coin\nhorizon: 2 d\n" });
    coins.ready = loadScenarioOf(coinModel, join(coins.folder, "coin.yaml"));
  });
  return coins;
}
