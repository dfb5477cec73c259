/**
 * Steps of the price: an event of the kernel each, before the frame of the same moment. What a step draws is named by its
 * number alone, so that all scenarios of a seed and replication see the same path.
 */
import type { EventEngine, RandomDraws, ScenarioGiven } from "../../changes/network.js";
import { priceModelOf } from "../../scenario/market.js";
import type { Logged } from "../../state/log/log-of.js";

/** Numbers that a step can draw without coming to those of the next. */
const drawsPerStep = 2 ** 21;
const yearUs = 365 * 86_400_000_000;

/** Schedules the first step of a run that begins. */
export function openMarket({ scenario: { market }, kernel, kinds }: ScenarioGiven & EventEngine): void {
  if (market === undefined || priceModelOf(market).next === null) return;
  kernel.scheduleWithin(kinds.priceStep, kernel.nowUs + market.price.step, 0);
}

/** The price moves, and moves again a step later. */
export function stepPrice(network: ScenarioGiven & Logged & EventEngine & RandomDraws): void {
  const { scenario, world, kernel, kinds, streams } = network;
  const { market } = scenario;
  const { tokenMarket } = world;
  if (market === undefined || tokenMarket === null) throw new Error("a network without a market has no price");
  const { step } = market.price;
  const index = ++tokenMarket.steps[0];
  const { next } = priceModelOf(market);
  if (next !== null) {
    const draws = streams.purpose("market price").cursor(0, index * drawsPerStep);
    tokenMarket.priceUsd[0] = next(tokenMarket.priceUsd[0], { index, years: step / yearUs, draws });
  }
  kernel.scheduleWithin(kinds.priceStep, kernel.nowUs + step, 0);
}
