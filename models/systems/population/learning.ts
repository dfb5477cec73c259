/**
 * Operators learn from each other by pairwise comparison (Schlag 1998; Traulsen, Nowak and Pacheco 2006): at times of its own each one compares
 * what a worker of its own earned with what one of another operator did, drawn at random, and takes over the better strategy at a rate.
 */
import type { Network } from "../../changes/network.js";
import { creditedUnits, takeOver } from "../../changes/strategies/follow.js";
import { areAllGone, latestNodes } from "../../changes/strategies/nodes-of.js";
import { BooksState } from "../../state/money/operator-books.js";
import type { World } from "../../state/world.js";

const dayUs = 86_400_000_000;

/** Times that an operator looks for somebody else before it gives up: most of a class may be gone. */
const triesMax = 16;

export function learn(network: Network, operator: number): void {
  const { world, kernel, kinds, scenario, draws } = network;
  const { following } = world;
  const { learns } = scenario.operators[world.operators.operatorClass[operator]];
  if (following === null || learns === undefined) return;
  const look = following.looks[operator]++;
  countEarnings(network, operator);
  const other = betterOne(network, operator, look);
  if (other >= 0 && draws.operators.purpose("imitation").uniform(operator, look) < learns.rate) {
    const payload = packTakeover(following.choice[other], other);
    if (learns.delay === 0) imitate(network, operator, payload);
    else kernel.scheduleWithin(kinds.operatorImitates, kernel.nowUs + learns.delay, operator, 0, payload);
  }
  if (!isGone(world, operator)) kernel.scheduleWithin(kinds.operatorLearns, kernel.nowUs + learns.every, operator);
}

/** Whether it has left for good; who keeps books and has only paused, or waits outside, may come again. */
const isGone = (world: World, operator: number): boolean =>
  (world.books === null || world.books.state[operator] === BooksState.gone) && areAllGone(world, operator);

/** An operator does what it decided at a look, unless it has left meanwhile. */
export function imitate(network: Network, operator: number, payload: number): void {
  if (latestNodes(network.world, operator).length === 0) return;
  takeOver(network, operator, { choice: Math.floor(payload / operatorsMax), as: payload % operatorsMax });
}

/** Events carry one number: which strategy, and from whom. */
const operatorsMax = 2 ** 26;
const packTakeover = (choice: number, from: number): number => choice * operatorsMax + from;

/** What a worker of the operator earned a day since its last look, over the workers that it has now. */
function countEarnings(network: Network, operator: number): void {
  const { world, kernel } = network;
  const { following, nodes } = world;
  if (following === null) return;
  const units = creditedUnits(network, operator, network.nextFrame());
  const spanUs = kernel.nowUs - following.countedUs[operator];
  const workers = latestNodes(world, operator).reduce((sum, node) => sum + nodes.workers[node], 0);
  const earned = Number(units - following.countedUnits.get(operator));
  following.unitsPerWorkerDay[operator] =
    workers === 0 || spanUs === 0 ? Number.NaN : (earned * dayUs) / (spanUs * workers);
  following.countedUs[operator] = kernel.nowUs;
  following.countedUnits.set(operator, units);
}

/** Another operator of the class, drawn at random of those that have counted what they earn; −1 unless its strategy is another one, and earned more. */
function betterOne({ world, draws }: Network, operator: number, look: number): number {
  const { following } = world;
  if (following === null) return -1;
  const others = following.ofClass.operators[world.operators.operatorClass[operator]];
  const own = following.unitsPerWorkerDay[operator];
  if (Number.isNaN(own)) return -1;
  for (let attempt = 0; attempt < triesMax; attempt++) {
    const draw = draws.operators.purpose("imitated operator").uniform(operator, look * triesMax + attempt);
    const other = others[Math.floor(draw * others.length)];
    if (other === operator || !hasFigures(world, other)) continue;
    const isBetter = following.unitsPerWorkerDay[other] > own && following.choice[other] !== following.choice[operator];
    return isBetter ? other : -1;
  }
  return -1;
}

const hasFigures = (world: World, operator: number): boolean =>
  !Number.isNaN(world.following?.unitsPerWorkerDay[operator] ?? Number.NaN) && latestNodes(world, operator).length > 0;
