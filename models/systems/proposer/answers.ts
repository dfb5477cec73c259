/** Why a node asks and answers as it does: kept with the allocation until the network acts on it, and told to the log. */
import type { Network, ShardFigures } from "../../changes/network.js";
import { isAtHaltRisk } from "../../state/at-risk.js";
import type { Cause, CauseCode } from "../../state/ledger/causes.js";
import {
  type Answer,
  type Measure,
  noteAnswerOfAll,
  noteReason,
  noteReasonOfAll,
  noteTooLow,
  reasonOf,
} from "../../state/ledger/reasons.js";
import { Reporter } from "../../state/log/event-log.js";
import { logChangeOf, type Logged } from "../../state/log/log-of.js";
import type { PlannedLeave } from "../../protocol/proposer/plan-leaves.js";
import type { NodeView } from "./node-view.js";

/** What led to an answer: the same for all that it is given to, told one by one, or what they score beside the best. */
type Because = Cause | ((allocation: number) => Cause) | Comparison;

/** What allocations score, undefined where there is nothing to prove any more, and what that is measured against. */
export interface Comparison extends Measure {
  scoreOf(allocation: number): number | undefined;
}

/** Allocations of which a node says the same. */
interface Said {
  readonly answer: Answer;
  readonly allocations: readonly number[];
}

/** Why it does, in the words of the log and as data. */
interface Reason {
  readonly why: string;
  readonly because: Because;
}

/**
 * Notes what a node says, and why. A node answers at every turn until its answer is heard and has an effect, which the log tells once. In a herd
 * nodes answer millions of times what the network does not act on, so that nothing is made here but what is kept.
 */
export function noteAnswer(
  network: Logged,
  rule: string,
  { answer, allocations }: Said,
  { why, because }: Reason,
): void {
  noteReasons(network, allocations, because);
  noteAnswerOfAll(network.world.allocations, allocations, answer);
  if (network.log === null) return;
  for (const allocation of allocations) {
    const cause = reasonOf(network.world.allocations, allocation);
    logChangeOf(network, allocation, Reporter.node, cause)?.(rule, `node ${answer}`, why);
  }
}

const noData: Cause = { code: "no_data" };

function noteReasons({ world: { allocations } }: Logged, answered: readonly number[], because: Because): void {
  if (answered.length === 0) return;
  if ("code" in because) noteReasonOfAll(allocations, answered, because);
  else if ("scoreOf" in because)
    for (const allocation of answered) {
      const score = because.scoreOf(allocation);
      if (score === undefined) noteReason(allocations, allocation, noData);
      else noteTooLow(allocations, allocation, score, because);
    }
  else for (const allocation of answered) noteReason(allocations, allocation, because(allocation));
}

/** A cause that names nothing. */
const plain = (code: CauseCode): Cause => ({ code });

export const noWorker = { why: "the node has no worker for it", because: plain("no_worker") };
export const tooDeep = {
  why: "it would come into a ring that its strategy does not want",
  because: plain("ring_too_deep"),
};
export const departs = { why: "its operator leaves", because: plain("operator_leaves") };
export const scoresEnough = { why: "the place scores enough after all", because: plain("score_enough") };
export const scoresEnoughAtOnce = { why: "the place scores enough", because: plain("score_enough") };

/** What is left beyond the node's workers, or because there is nothing to prove. */
export const surplusOf =
  ({ world: { allocations, shards } }: Logged) =>
  (allocation: number): Cause =>
    shards.sizeBytes[allocations.shard[allocation]] === 0 ? noData : noWorker.because;

/** The thin shard that waits for a worker of the node: the first by row that it is not on. */
export function rescue({ world, rules }: Pick<Network, "rules" | "world">, { prover }: NodeView): Cause {
  const { count } = world.shards;
  for (let shard = 0; shard < count; shard++)
    if (isAtHaltRisk(world, shard, rules) && !world.allocationIndex.has(prover, shard))
      return { code: "rescue", shard };
  return { code: "rescue" };
}

/** The two reasons of leaves are told apart: by the one an allocation is not worth keeping, by the other it is and goes all the same. */
export function noteLeaves(
  network: Pick<Network, "rules"> & Logged & Pick<ShardFigures, "orders">,
  view: NodeView,
  { leaves, best }: { readonly leaves: readonly PlannedLeave<number>[]; readonly best: Alternative | null },
): void {
  const { world, orders } = network;
  const low: number[] = [];
  const swaps: number[] = [];
  for (const { id, isSwap } of leaves) (isSwap ? swaps : low).push(id);
  if (low.length > 0) {
    const worse: Comparison = {
      scoreOf: (allocation) => orders.heldScore(view.strategy, world.allocations.shard[allocation]),
      best: best?.score ?? 0,
      bestShard: best?.shard ?? -1,
    };
    const reason = { why: "places that it could have score much better", because: worse };
    noteAnswer(network, "proposer.planLeaves", { answer: "asks to leave", allocations: low }, reason);
  }
  if (swaps.length === 0) return;
  const wanted = { why: "its worker is wanted on a shard that is thin", because: rescue(network, view) };
  noteAnswer(network, "proposer.planLeaves", { answer: "asks to leave", allocations: swaps }, wanted);
}

/** The best shard that a node could have beside those that it is on. */
export interface Alternative {
  readonly shard: number;
  readonly score: number;
}
