/** What is wrong with the market of a scenario beside the rest of it: for the plan, before anything runs. */
import { dateText } from "../../../sim/units/civil-date.js";
import { unitsPerQuil } from "../../protocol/ground/token.js";
import { priceModelOf, startingPrice } from "../../scenario/market.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Scenario } from "../../scenario/schema.js";
import { startMs } from "../../scenario/timeline/start-date.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
}

/** Units that a pool can hold at first, so that what is sold to it fits in beside them. */
const maxPoolUnits = 2 ** 80;

export function marketRefusals(scenario: Scenario, { lifecycle }: Pick<RuleSwitches, "lifecycle">): readonly Refusal[] {
  const model = priceModelOf(scenario);
  if (model === undefined) return pricelessRefusals(scenario);
  const { days, pool } = model;
  const found: Refusal[] = [];
  // Before 2.1 there were no fees, which the era says itself.
  if (scenario.market?.demand !== undefined && scenario.fees === undefined && lifecycle !== "trie")
    found.push({
      path: "market.demand",
      message: "nobody stores anything; write fees: { transactions: 1000/d, bytes: 10 kB } or what users send",
    });
  if (days !== undefined) {
    const start = startMs(scenario) ?? days.firstMs;
    const end = start + Math.floor(scenario.horizon / 1000);
    if (start < days.firstMs)
      found.push({
        path: "market.price.model.data",
        message: `begins on ${dateText(days.firstMs)}, after the run, which starts on ${dateText(start)}`,
      });
    // The price of a day holds to its end.
    if (end > days.lastMs + dayMs)
      found.push({
        path: "market.price.model.data",
        message: `ends on ${dateText(days.lastMs)}, before the run, which goes on to ${dateText(end)}; write a shorter horizon, or after: hold`,
      });
  }
  if (pool !== undefined && (pool.depthUsd / startingPrice(scenario, model)) * Number(unitsPerQuil) > maxPoolUnits)
    found.push({
      path: "market.price.model.depth",
      message: "so deep a pool at so low a price holds more tokens than there can be; write less",
    });
  return found;
}

/** Users cannot look at what a token is worth where it is worth nothing. */
const pricelessRefusals = ({ fees }: Scenario): readonly Refusal[] =>
  (fees?.classes ?? []).flatMap(({ demand }, k) =>
    demand === undefined
      ? []
      : [
          {
            path: `fees.classes[${k}].demand`,
            message: "nothing has a price in dollars; write market: { price: { start: 0.05 USD } }, or leave it out",
          },
        ],
  );

const dayMs = 86_400_000;
