/**
 * Steps of the price: an event of the kernel each, before the frame of the same moment. What a step draws is named by its
 * number and that of the path, so that all scenarios of a seed and replication see the same paths; a pool sees the same speculation.
 */
import { buy, buyFor, sell, unitsFor } from "../../changes/market/trade.js";
import type { EventEngine, Priced, RandomDraws, ScenarioGiven } from "../../changes/network.js";
import { type PoolModel, priceBounds, type PriceStep } from "../../market/price-model.js";
import type { Logged } from "../../state/log/log-of.js";
import { microUsd, type TokenMarket } from "../../state/market.js";

/** Numbers that a step can draw without coming to those of the next. */
const drawsPerStep = 2 ** 21;
const yearUs = 365 * 86_400_000_000;

/** Schedules the first step of a run that begins. */
export function openMarket({
  scenario: { market },
  priceModel,
  kernel,
  kinds,
}: ScenarioGiven & EventEngine & Priced): void {
  if (market === undefined || (priceModel?.next ?? priceModel?.pool) === undefined) return;
  kernel.scheduleWithin(kinds.priceStep, kernel.nowUs + market.price.step, 0);
}

/** The price moves, and moves again a step later. */
export function stepPrice(network: ScenarioGiven & Logged & EventEngine & RandomDraws & Priced): void {
  const { scenario, world, kernel, kinds, streams, priceModel } = network;
  const { market } = scenario;
  const { tokenMarket } = world;
  if (market === undefined || tokenMarket === null) throw new Error("a network without a market has no price");
  const stepUs = market.price.step;
  const index = ++tokenMarket.steps[0];
  const draws = streams.purpose("market price").cursor(market.price.path, index * drawsPerStep);
  const step: PriceStep = { index, years: stepUs / yearUs, draws };
  const next = priceModel?.next?.(tokenMarket.priceUsd[0], step);
  if (next !== undefined) tokenMarket.priceUsd[0] = Math.max(priceBounds.min, Math.min(priceBounds.max, next));
  if (priceModel?.pool !== undefined) tradeWithPool(network, tokenMarket, priceModel.pool, step);
  kernel.scheduleWithin(kinds.priceStep, kernel.nowUs + stepUs, 0);
}

/** Below so many dollars a token nobody speculates on its fall. */
const worthless = 1e-9;

/**
 * What users buy to pay their fees, then what speculators do; both since the last step. Nobody trades for more than half of the
 * dollars that the pool holds at once (assumption).
 */
function tradeWithPool(
  network: Logged & Priced,
  market: TokenMarket,
  { feesBoughtShare, flowUsd }: PoolModel,
  step: PriceStep,
): void {
  const paid = network.world.fees?.paidUnits ?? 0n;
  const fees = paid - market.feesSeenUnits.get(0);
  market.feesSeenUnits.set(0, paid);
  const wanted = (fees * BigInt(Math.round(feesBoughtShare * 1e6))) / 1_000_000n;
  if (wanted > 0n) buy(network, wanted);
  const most = Number(market.poolMicroUsd.get(0)) / microUsd / 2;
  const flow = Math.max(-most, Math.min(most, flowUsd(step)));
  if (flow > 0) buyFor(network, flow);
  else if (flow < 0 && market.priceUsd[0] > worthless) sell(network, unitsFor(market.priceUsd[0], -flow));
}
