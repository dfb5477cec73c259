/** An attacker with a budget comes, as an operator of its class: it buys machines, and makes identities of them. */
import { openBooks } from "../../changes/money/open-books.js";
import { booksOf } from "../../changes/money/book.js";
import { beginToFollow } from "../../changes/strategies/follow.js";
import type { EventEngine, Network, ProverWatches } from "../../changes/network.js";
import type { Attacker } from "../../scenario/attackers.js";
import { purchaseOf, workersOfIdentity } from "../../scenario/purchases.js";
import { microUsd } from "../../state/money/operator-books.js";
import { attackerName, nodeName } from "../../state/population/names.js";
import { addNode } from "./operators.js";

/** Notes when each attacker with a budget comes. */
export function scheduleInvestments({ attackers, kernel, kinds }: ProverWatches & EventEngine): void {
  attackers.all.forEach(({ budget, startUs, classIndex }, k) => {
    if (budget !== undefined && classIndex >= 0)
      kernel.scheduleWithin(kinds.attackerComes, Math.max(kernel.nowUs, startUs), k);
  });
}

/** The attacker buys what its budget is enough for, and leaves when the money is spent. Where it buys nothing nobody comes. */
export function invest(network: Network, attacker: number): void {
  const { attackers, scenario, world, kernel, kinds, streams } = network;
  const { classIndex, budget, misconduct } = attackers.all[attacker];
  const { assaults } = attackers;
  if (budget === undefined || assaults === null) return;
  const entry = scenario.operators[classIndex];
  const { machines, identities, seniorityUsd, feesUsd } = purchaseOf(attackers.all[attacker], budget, entry);
  if (machines === 0 || typeof entry.workers !== "number") return;
  const { identitiesPerMachine: parts = 1, isCluster = false, seniority } = misconduct.invests ?? {};
  const { workers } = entry;
  const name = attackerName(entry.class, ordinalInClass(attackers.all, attacker));
  world.classes.appeared[classIndex]++;
  const operator = world.operators.add(name, classIndex);
  beginToFollow(network, operator);
  assaults.operator[attacker] = operator;
  assaults.identities[attacker] = identities;
  assaults.shardsKnown[attacker] = world.shards.count;
  assaults.seniorityMicroUsd.set(attacker, microUsd(seniorityUsd));
  assaults.purseMicroUsd.set(attacker, microUsd(feesUsd));
  for (let n = 0; n < identities; n++)
    addNode(network, {
      classIndex,
      operator,
      name: nodeName(streams, name, n),
      workersOf: () => (isCluster ? workers * machines : workersOfIdentity(workers, parts, n % parts)),
      ...(seniority !== undefined && { seniority: seniority.points }),
    });
  openBooks(network, operator, machines);
  const books = booksOf(world);
  if (isCluster) books.isCluster[operator] = 1;
  // Its machines are paid by what it brought for them; the rest of the budget, but for what went into seniority and fees, is its cash.
  const cash = microUsd(budget.usd - seniorityUsd - feesUsd) - books.boughtMicroUsd.get(operator);
  if (cash > 0n) books.post("broughtMicroUsd", { operator, classIndex }, cash);
  kernel.scheduleWithin(kinds.operatorLeaves, kernel.nowUs + budget.lastsUs, operator);
}

/** How many attackers with a budget of its class are before it: attacks of others change nothing about what its keys are. */
const ordinalInClass = (all: readonly Attacker[], attacker: number): number =>
  all
    .slice(0, attacker)
    .filter(({ budget, classIndex }) => budget !== undefined && classIndex === all[attacker].classIndex).length;
