/** `earn` of the library, for the model that it is given. */
import type { LoadScenarioOptions } from "../../sim/experiment/library/load-scenario.js";
import { interruptOf, progressOf, type RunOptions } from "../../sim/experiment/library/options.js";
import { checkedWorkers } from "../../sim/experiment/library/simulate.js";
import type { Model } from "../../sim/experiment/model.js";
import type { Scenario } from "../scenario/schema.js";
import { type Earned, runWays } from "./earn.js";
import { type EarningOperator, wholeOperator } from "./operator.js";
import { today, waysOf } from "./ways.js";

export interface EarnOptions extends RunOptions, LoadScenarioOptions {
  /** The network that is joined, a file or the name of a shipped one; that of October 2026 unless given. */
  readonly scenario?: string;
}

/** Throws `RangeError` for an operator that cannot be, and what loading and simulating throw. */
export async function earnOf(
  model: Model<Scenario>,
  operator: EarningOperator,
  { scenario = today, set = [], root, ...options }: EarnOptions = {},
): Promise<Earned> {
  const whole = wholeOperator(operator);
  const workers = checkedWorkers(options);
  const ways = waysOf(model, scenario, whole, { overrides: set, root });
  return runWays(
    model,
    { operator: whole, ways },
    {
      workers,
      replayOf: (replication) => `earn, replication ${replication}`,
      progress: progressOf(options),
      interrupt: interruptOf(options),
    },
  );
}
