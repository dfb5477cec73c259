/** What a simulated node sees when it looks at its own allocations. */
import { isAtHaltRisk } from "../../state/at-risk.js";
import { answerOpens, inEffectFrom } from "../../protocol/lifecycle/request-windows.js";
import type { Network, RulesInForce, ScenarioGiven } from "../../changes/network.js";
import type { FollowedStrategy } from "../../scenario/followed.js";
import { Status } from "../../state/allocations.js";
import { nodeTiming } from "../../protocol/proposer/timing.js";
import { answersJoins } from "../../changes/nodes/answers-joins.js";
import { strategyOf as strategyOfNode } from "../../changes/node-rules.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { Logged } from "../../state/log/log-of.js";
import { Gathered } from "./gathered.js";

/** The allocations of a node that it can do something with now, each list in order of creation. */
interface OpenAllocations {
  readonly active: readonly number[];
  /** Active ones that it has not asked to leave just now; and when the next of the others may be asked for again, Infinity: there are none. */
  readonly leavable: readonly number[];
  readonly leavableFrom: number;
  /** Joins and leaves whose window is open; no joins for a node that never answers them. */
  readonly openJoins: readonly number[];
  readonly openLeaves: readonly number[];
  /** Own workers that serve a confirmed leave, and will be free. */
  readonly confirmedDepartures: number;
  /** Earliest frame at which a waiting request opens; Infinity: none. */
  readonly nextOpening: number;
  /** Shards at the halt threshold that it has an allocation on, even if pending or closed; counted where nodes rescue them. */
  readonly atRisk: number;
}

/** What a node knows of its allocations. */
export interface NodeView extends OpenAllocations {
  readonly node: number;
  /** The prover whose key it holds. */
  readonly prover: number;
  readonly strategy: FollowedStrategy;
  /** By which it chooses. */
  readonly rules: RuleSwitches;
  /** Joins that were accepted, open or not, and proposals that nothing was heard of yet. */
  readonly joining: number;
  readonly proposed: number;
  /** Earliest frame at which a waiting request opens or a back-off ends; Infinity: none. */
  readonly nextChange: number;
}

/** Which strategy a node follows. */
export const strategyOf = (
  network: Pick<Network, "strategies" | "olderStrategies" | "world">,
  prover: number,
): FollowedStrategy => strategyOfNode(network, network.world.provers.node[prover]);

/**
 * Releases the allocations of a node whose back-off is over, and looks at the others: one by one only if it has some that it
 * can do something with, for a node may have hundreds that just wait.
 */
export function lookAtAllocations(
  network: RulesInForce & ScenarioGiven & Logged,
  prover: number,
  frame: number,
): NodeView {
  const { allocations, allocationIndex, provers, nodes } = network.world;
  for (const allocation of allocationIndex.release(prover, frame)) allocations.remove(allocation);
  const strategy = strategyOf(network, prover);
  const awaited = provers.leaving[prover] + (answersJoins(network, prover) ? provers.joining[prover] : 0);
  const open =
    awaited + provers.active[prover] > 0 ? openAllocations(network, { prover, strategy }, frame) : nothingOpen;
  return {
    node: provers.node[prover],
    prover,
    strategy,
    rules: strategy.rules,
    active: open.active,
    leavable: open.leavable,
    leavableFrom: open.leavableFrom,
    openJoins: open.openJoins,
    openLeaves: open.openLeaves,
    confirmedDepartures: open.confirmedDepartures,
    nextOpening: open.nextOpening,
    atRisk: open.atRisk,
    joining: provers.joining[prover],
    proposed: nodes.proposed[provers.node[prover]],
    nextChange: Math.min(open.nextOpening, allocationIndex.nextRetry(prover)),
  };
}

/** Most lists of a look are empty: those get none of their own. */
const none: readonly number[] = [];

const nothingOpen: OpenAllocations = {
  active: none,
  leavable: none,
  leavableFrom: Number.POSITIVE_INFINITY,
  openJoins: none,
  openLeaves: none,
  confirmedDepartures: 0,
  nextOpening: Number.POSITIVE_INFINITY,
  atRisk: 0,
};

/** Lists of the look that is under way; there is one at a time. */
const gathered = {
  active: new Gathered(),
  leavable: new Gathered(),
  openJoins: new Gathered(),
  openLeaves: new Gathered(),
};

function openAllocations(
  network: RulesInForce & ScenarioGiven & Logged,
  { prover, strategy }: Pick<NodeView, "prover" | "strategy">,
  frame: number,
): OpenAllocations {
  const { world, rules } = network;
  const { allocations, allocationIndex } = world;
  const { status, shard, joinFrame, leaveFrame, leaveConfirmFrame, leaveAsked, covers, joinConfirmFrame } = allocations;
  gathered.active.clear();
  gathered.leavable.clear();
  gathered.openJoins.clear();
  gathered.openLeaves.clear();
  let leavableFrom = Number.POSITIVE_INFINITY;
  let confirmedDepartures = 0;
  let nextOpening = Number.POSITIVE_INFINITY;
  let atRisk = 0;
  const answers = answersJoins(network, prover);
  const rescues = strategy.rules.thinShardRescue !== "none";
  for (
    let allocation = allocationIndex.first(prover);
    allocation >= 0;
    allocation = allocationIndex.after(allocation)
  ) {
    if (rescues && isAtHaltRisk(world, shard[allocation], rules)) atRisk++;
    if (status[allocation] === Status.active) {
      gathered.active.add(allocation);
      const cooled = leaveAsked[allocation] === 0 ? 0 : leaveAsked[allocation] + nodeTiming.leaveSameFilter;
      // What has expired is not allocated to the node's planner, until it is confirmed again.
      const isAllocated = covers[allocation] === 1 || frame < inEffectFrom(joinConfirmFrame[allocation], rules);
      if (cooled <= frame && isAllocated) gathered.leavable.add(allocation);
      else if (cooled <= frame) continue;
      else if (cooled < leavableFrom) leavableFrom = cooled;
    } else if (status[allocation] === Status.joining && answers) {
      const opens = answerOpens("joining", joinFrame[allocation], network);
      if (opens <= frame) gathered.openJoins.add(allocation);
      else if (opens < nextOpening) nextOpening = opens;
    } else if (status[allocation] === Status.leaving && leaveConfirmFrame[allocation] > 0) {
      confirmedDepartures++;
    } else if (status[allocation] === Status.leaving) {
      const opens = answerOpens("leaving", leaveFrame[allocation], network);
      if (opens <= frame) gathered.openLeaves.add(allocation);
      else if (opens < nextOpening) nextOpening = opens;
    }
  }
  return {
    active: gathered.active.take(),
    leavable: gathered.leavable.take(),
    leavableFrom,
    openJoins: gathered.openJoins.take(),
    openLeaves: gathered.openLeaves.take(),
    confirmedDepartures,
    nextOpening,
    atRisk,
  };
}
