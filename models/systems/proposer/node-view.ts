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
import { Gathered } from "../../state/held/gathered.js";

/** What a node knows of its allocations; those that it can do something with now are lists, each in order of creation. */
export interface NodeView {
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
  readonly active: readonly number[];
  /** Active ones that it has not asked to leave just now; and when the next of the others may be asked for again, Infinity: there are none. */
  readonly leavable: readonly number[];
  readonly leavableFrom: number;
  /** Joins and leaves whose window is open; no joins for a node that never answers them. */
  readonly openJoins: readonly number[];
  readonly openLeaves: readonly number[];
  /** Own workers that serve a confirmed leave, and will be free. */
  readonly confirmedDepartures: number;
  /** Shards at the halt threshold that it has an allocation on, even if pending or closed; counted where nodes rescue them. */
  readonly atRisk: number;
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
  const view = {
    node: provers.node[prover],
    prover,
    strategy,
    rules: strategy.rules,
    joining: provers.joining[prover],
    proposed: nodes.proposed[provers.node[prover]],
    nextChange: allocationIndex.nextRetry(prover),
    active: none,
    leavable: none,
    leavableFrom: Number.POSITIVE_INFINITY,
    openJoins: none,
    openLeaves: none,
    confirmedDepartures: 0,
    atRisk: 0,
  };
  if (awaited + provers.active[prover] > 0) findOpen(network, view, frame);
  return view;
}

/** Most lists of a look are empty: those get none of their own. */
const none: readonly number[] = [];

/** Lists of the look that is under way; there is one at a time. */
const gathered = {
  active: new Gathered(),
  leavable: new Gathered(),
  openJoins: new Gathered(),
  openLeaves: new Gathered(),
};

/** Looks at the allocations of the node one by one. */
function findOpen(
  network: RulesInForce & ScenarioGiven & Logged,
  view: { -readonly [field in keyof NodeView]: NodeView[field] },
  frame: number,
): void {
  const { world, rules } = network;
  const { allocations, allocationIndex } = world;
  const { status, shard, joinFrame, leaveFrame, leaveConfirmFrame, leaveAsked, covers, joinConfirmFrame } = allocations;
  gathered.active.clear();
  gathered.leavable.clear();
  gathered.openJoins.clear();
  gathered.openLeaves.clear();
  let { leavableFrom, nextChange } = view;
  let confirmedDepartures = 0;
  let atRisk = 0;
  const { prover } = view;
  const answers = answersJoins(network, prover);
  const rescues = view.rules.thinShardRescue !== "none";
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
      else if (opens < nextChange) nextChange = opens;
    } else if (status[allocation] === Status.leaving && leaveConfirmFrame[allocation] > 0) {
      confirmedDepartures++;
    } else if (status[allocation] === Status.leaving) {
      const opens = answerOpens("leaving", leaveFrame[allocation], network);
      if (opens <= frame) gathered.openLeaves.add(allocation);
      else if (opens < nextChange) nextChange = opens;
    }
  }
  view.active = gathered.active.take();
  view.leavable = gathered.leavable.take();
  view.leavableFrom = leavableFrom;
  view.openJoins = gathered.openJoins.take();
  view.openLeaves = gathered.openLeaves.take();
  view.confirmedDepartures = confirmedDepartures;
  view.nextChange = nextChange;
  view.atRisk = atRisk;
}
