/** Operators that follow strategies of their own: which, and what they earned by it. */
import { latestNodes } from "./nodes-of.js";
import type { EventEngine, FrameSchedule, RandomDraws, ScenarioGiven } from "../network.js";
import { accrueProver, settlePosition } from "../rewards/accrual.js";
import { mixOf, namesOf, strategyDrawn } from "../../scenario/mixed-strategies.js";
import type { Logged } from "../../state/log/log-of.js";
import { recordOfProver } from "../../state/log/record.js";

/** An operator that has come draws one of the strategies of its class, by its name, and looks for the first time within one period. */
export function beginToFollow(
  { world, scenario, draws, kernel, kinds }: ScenarioGiven & Logged & RandomDraws & EventEngine,
  operator: number,
): void {
  const { following } = world;
  if (following === null) return;
  const classIndex = world.operators.operatorClass[operator];
  const { learns, ...entry } = scenario.operators[classIndex];
  const mix = mixOf(entry);
  if (mix === undefined) return;
  following.reach(operator);
  following.choice[operator] = strategyDrawn(mix, draws.operators.purpose("strategy").uniform(operator, 0));
  following.ofClass.operators[classIndex].push(operator);
  following.countedUs[operator] = kernel.nowUs;
  if (learns === undefined) return;
  const phase = draws.operators.purpose("learning time").uniform(operator, 0);
  kernel.scheduleWithin(kinds.operatorLearns, kernel.nowUs + 1 + Math.floor(phase * learns.every), operator);
}

/** Units that the provers of an operator were ever credited with for frames before `frame`, those that a join set to zero too. */
export function creditedUnits({ world }: Logged, operator: number, frame: number): bigint {
  const { nodes, provers, allocations, allocationIndex, ownStatuses } = world;
  let units = 0n;
  for (const node of world.operators.nodes[operator]) {
    const prover = nodes.prover[node];
    accrueProver(world, prover, frame);
    for (let row = allocationIndex.first(prover); row >= 0; row = allocationIndex.after(row))
      if (allocations.ring[row] >= 0) settlePosition(world, row);
    units += provers.balance.get(prover) + (ownStatuses?.zeroedOf(prover) ?? 0n);
  }
  return units;
}

/**
 * An operator follows another strategy from now on: what it earned by the one before says nothing any more, and its nodes look at what they
 * have and could have. `as`: the operator from which it took it over.
 */
export function takeOver(
  network: ScenarioGiven & Logged & FrameSchedule & EventEngine,
  operator: number,
  { choice, as }: { readonly choice: number; readonly as: number },
): void {
  const { world, scenario, kernel } = network;
  const { following, nodes, allocations, allocationIndex, market } = world;
  if (following === null || following.choice[operator] === choice) return;
  const classIndex = world.operators.operatorClass[operator];
  const frame = network.nextFrame();
  following.choice[operator] = choice;
  following.ofClass.takeovers[classIndex]++;
  following.countedUs[operator] = kernel.nowUs;
  following.countedUnits.set(operator, creditedUnits(network, operator, frame));
  following.unitsPerWorkerDay[operator] = Number.NaN;
  kernel.fingerprint.word(operator).word(choice);
  const names = namesOf(mixOf(scenario.operators[classIndex]) ?? []);
  const [model] = latestNodes(world, as);
  for (const node of latestNodes(world, operator)) {
    const prover = nodes.prover[node];
    recordOfProver(
      network,
      prover,
      {
        rule: "scenario.operators",
        what: "takes over a strategy",
        why: names[choice],
        cause: { code: "earned_more", ...(model !== undefined && { prover: nodes.prover[model] }) },
        value: choice,
      },
      frame,
    );
    // Its patience, if it has any, begins anew.
    for (let row = allocationIndex.first(prover); row >= 0; row = allocationIndex.after(row))
      allocations.lowSince[row] = 0;
    nodes.leaveInterest[node] = 1;
    market.waiting.delete(node);
    network.wakeNode(node, frame);
  }
}
