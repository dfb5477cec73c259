/**
 * Operators look at their books, each at times of its own: what its provers were credited with is booked, tokens are sold, and its policy
 * says what becomes of its machines. Between looks nothing of an operator is touched.
 */
import type { Network } from "../../changes/network.js";
import { type Booked, booksOf, bringUpToDate, hourlyCosts, nodesRun, valueMicroUsd } from "../../changes/money/book.js";
import { priceUsd, sell } from "../../changes/market/trade.js";
import { areAllGone } from "../../changes/strategies/nodes-of.js";
import type { DailyCosts, OperatorView, PolicyMemory } from "../../policies/policy.js";
import { unitsPerQuil } from "../../protocol/ground/token.js";
import { costsOf, decidesOf, policyOf, saleOf } from "../../scenario/money.js";
import { BooksState, inUsd, microUsdAmount } from "../../state/money/operator-books.js";
import { act, packAction } from "./acts.js";
import { logDecision } from "./decision-log.js";

const dayUs = 86_400_000_000;
const hoursPerDay = 24;

export function lookAtBooks(network: Network, operator: number): void {
  const { world, kernel, kinds, scenario } = network;
  const books = booksOf(world);
  const { every, delay } = decidesOf(scenario.operators[world.operators.operatorClass[operator]]);
  const booked = bringUpToDate(network, operator, { frame: network.nextFrame(), untilUs: kernel.nowUs });
  sellTokens(network, operator);
  books.looks[operator]++;
  if (books.state[operator] === BooksState.gone) {
    // What its last nodes earn until they have given up their allocations is its own still.
    if (areAllGone(world, operator)) return;
  } else decide(network, operator, booked, delay);
  kernel.scheduleWithin(kinds.operatorLooks, kernel.nowUs + every, operator);
}

function sellTokens(network: Network, operator: number): void {
  const { world, scenario } = network;
  const books = booksOf(world);
  const classIndex = world.operators.operatorClass[operator];
  const { sells } = scenario.operators[classIndex];
  if (sells === undefined || books.heldUnits.isZero(operator)) return;
  const heldUnits = books.heldUnits.get(operator);
  const view = { heldUnits, priceUsd: priceUsd(world), cashUsd: books.cashUsdOf(operator) };
  const wanted = saleOf(sells).units(view);
  const units = wanted < heldUnits ? wanted : heldUnits;
  if (units <= 0n) return;
  const row = { operator, classIndex };
  books.heldUnits.set(operator, heldUnits - units);
  books.post("soldUnits", row, units);
  books.post("proceedsMicroUsd", row, microUsdAmount(sell(network, units)));
}

function decide(network: Network, operator: number, booked: Booked, delayUs: number): void {
  const { world, scenario, kernel, kinds } = network;
  const books = booksOf(world);
  const { policy } = scenario.operators[world.operators.operatorClass[operator]];
  if (policy === undefined) return;
  const memory: PolicyMemory = {
    badSinceUs: books.badSinceUs[operator],
    goodSinceUs: books.goodSinceUs[operator],
  };
  const view = viewOf(network, operator, booked);
  const action = policyOf(policy).decide(view, memory);
  books.badSinceUs[operator] = memory.badSinceUs;
  books.goodSinceUs[operator] = memory.goodSinceUs;
  if (action.do === "stay") return;
  logDecision(network, operator, { view, action });
  if (delayUs === 0) act(network, operator, action);
  else kernel.scheduleWithin(kinds.operatorActs, kernel.nowUs + delayUs, operator, 0, packAction(action));
}

const states = {
  [BooksState.outside]: "outside",
  [BooksState.running]: "running",
  [BooksState.paused]: "paused",
} as const;

function viewOf(network: Network, operator: number, booked: Booked): OperatorView {
  const { world, scenario, kernel, draws } = network;
  const books = booksOf(world);
  const state = states[books.state[operator] as keyof typeof states];
  const entry = scenario.operators[world.operators.operatorClass[operator]];
  const costs = costsOf(entry);
  const price = priceUsd(world);
  const machines = state === "outside" ? entry.nodes : books.machines[operator];
  const nodes = state === "outside" ? machines : nodesRun(books, operator);
  return {
    nowUs: kernel.nowUs,
    state,
    machines,
    nodes,
    priceUsd: price,
    revenueUsdPerDay: state === "running" ? ofDay(booked, price) : prospects(network, operator, machines) * price,
    costs: dailyCosts(costs, { machines, nodes }),
    machineUsd: costs.hardwareUsd,
    cashUsd: books.cashUsdOf(operator),
    heldQuil: Number(books.heldUnits.amountAt(operator)) / Number(unitsPerQuil),
    draws: draws.operators.purpose("decision").frameCursor(operator, books.looks[operator]),
  };
}

const ofDay = ({ units, spanUs }: Booked, price: number): number =>
  spanUs === 0 ? 0 : (inUsd(valueMicroUsd(units, price)) * dayUs) / spanUs;

function dailyCosts(costs: Parameters<typeof hourlyCosts>[0], run: Parameters<typeof hourlyCosts>[1]): DailyCosts {
  const { energyUsd, hostingUsd, wornUsd } = hourlyCosts(costs, run);
  return {
    energyUsd: energyUsd * hoursPerDay,
    hostingUsd: hostingUsd * hoursPerDay,
    hardwareUsd: wornUsd * hoursPerDay,
  };
}

/** Tokens a day that so many machines would earn if their workers did as an active allocation does on average. */
function prospects(network: Network, operator: number, machines: number): number {
  const { world, scenario } = network;
  const { totals, clock, operators } = world;
  if (totals.active === 0) return 0;
  const { workers, count, nodes } = scenario.operators[operators.operatorClass[operator]];
  const each = typeof workers === "number" ? workers : workers.total / Math.max(1, count * nodes);
  const quilPerFrame = network.publicRate(network.nextFrame()) / totals.active / Number(unitsPerQuil);
  return quilPerFrame * (dayUs / clock.paceUs) * each * machines;
}

/** Brings all books up to the end of a run, for all frames before `frame`; nobody sells or decides any more. */
export function closeBooks(network: Network, frame: number, untilUs: number): void {
  const { books, operators } = network.world;
  if (books === null) return;
  for (let operator = 0; operator < operators.count; operator++) bringUpToDate(network, operator, { frame, untilUs });
}
