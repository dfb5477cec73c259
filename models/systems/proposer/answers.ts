/** Why a node asks and answers as it does: kept with the allocation until the network acts on it, and told to the log. */
import type { Network, ShardFigures } from "../../changes/network.js";
import { isAtHaltRisk } from "../../state/at-risk.js";
import type { Cause, CauseCode } from "../../state/ledger/causes.js";
import { noteReason } from "../../state/ledger/reasons.js";
import { Reporter } from "../../state/log/event-log.js";
import { logChangeOf, type Logged } from "../../state/log/log-of.js";
import type { PlannedLeave } from "../../protocol/proposer/plan-leaves.js";
import type { PendingJudgement } from "./judge.js";
import type { NodeView } from "./node-view.js";

/** Answers of one kind, with one reason. */
export interface Answered {
  readonly allocations: readonly number[];
  readonly why: string;
  readonly causeOf: (allocation: number) => Cause;
}

export interface Answers {
  readonly rejects?: Answered;
  readonly confirms?: Answered;
  readonly "asks to leave"?: Answered;
}

const kindsOfAnswers = ["rejects", "confirms", "asks to leave"] as const satisfies readonly (keyof Answers)[];

/** Notes the reasons. A node answers at every turn until its answer is heard and has an effect, which the log tells once. */
export function noteAnswers(network: Logged, rule: string, answers: Answers): void {
  for (const answer of kindsOfAnswers) {
    const answered = answers[answer];
    if (answered === undefined) continue;
    const { allocations, why, causeOf } = answered;
    for (const allocation of allocations) {
      const cause = causeOf(allocation);
      noteReason(network.world.allocations, allocation, cause);
      // Asked here, as in a herd nodes answer millions of times.
      if (network.log !== null) logChangeOf(network, allocation, Reporter.node, cause)?.(rule, `node ${answer}`, why);
    }
  }
}

/** A cause that is the same of all allocations. */
const always = (code: CauseCode): (() => Cause) => {
  const cause: Cause = { code };
  return () => cause;
};

export const noWorker = { why: "the node has no worker for it", causeOf: always("no_worker") };
export const departs = { why: "its operator leaves", causeOf: always("operator_leaves") };
export const scoresEnough = { why: "the place scores enough after all", causeOf: always("score_enough") };

/** What is left beyond the node's workers, or because there is nothing to prove. */
export const surplusOf =
  ({ world: { allocations, shards } }: Logged) =>
  (allocation: number): Cause => ({
    code: shards.sizeBytes[allocations.shard[allocation]] === 0 ? "no_data" : "no_worker",
  });

/** What a pending allocation scores beside the best that the node could have. */
export const judgedBy =
  ({ world: { allocations } }: Logged, { scoreOf, best, bestShard }: PendingJudgement) =>
  (allocation: number): Cause => {
    const score = scoreOf(allocation);
    if (score === undefined) return { code: "no_data" };
    return tooLow(Number(score), Number(best), bestShard === allocations.shard[allocation] ? -1 : bestShard);
  };

function tooLow(score: number, best: number, shard: number): Cause {
  const code = "score_too_low";
  if (best > 0) return shard < 0 ? { code, share: score / best } : { code, share: score / best, shard };
  return shard < 0 ? { code } : { code, shard };
}

/** The thin shard that waits for a worker of the node: the first by row that it is not on. Looked for once, when it is first asked for. */
export function rescue({ world, rules }: Pick<Network, "rules" | "world">, { prover }: NodeView): () => Cause {
  let cause: Cause | undefined;
  const find = (): Cause => {
    for (let shard = 0; shard < world.shards.count; shard++)
      if (isAtHaltRisk(world, shard, rules) && !world.allocationIndex.has(prover, shard))
        return { code: "rescue", shard };
    return { code: "rescue" };
  };
  return () => (cause ??= find());
}

/** The two reasons of leaves are told apart: by the one an allocation is not worth keeping, by the other it is and goes all the same. */
export function noteLeaves(
  network: Pick<Network, "rules"> & Logged & Pick<ShardFigures, "orders">,
  view: NodeView,
  { leaves, best }: { readonly leaves: readonly PlannedLeave<number>[]; readonly best: Alternative | null },
): void {
  const { world, orders } = network;
  const left = (isSwap: boolean): readonly number[] =>
    leaves.filter((leave) => leave.isSwap === isSwap).map(({ id }) => id);
  const scoreOf = (allocation: number): number => orders.heldScore(view.strategy, world.allocations.shard[allocation]);
  const worse = (allocation: number): Cause => tooLow(scoreOf(allocation), best?.score ?? 0, best?.shard ?? -1);
  const low = { allocations: left(false), why: "places that it could have score much better", causeOf: worse };
  noteAnswers(network, "proposer.planLeaves", { "asks to leave": low });
  const swaps = left(true);
  if (swaps.length === 0) return;
  const wanted = { why: "its worker is wanted on a shard that is thin", causeOf: rescue(network, view) };
  noteAnswers(network, "proposer.planLeaves", { "asks to leave": { allocations: swaps, ...wanted } });
}

/** The best shard that a node could have beside those that it is on. */
export interface Alternative {
  readonly shard: number;
  readonly score: number;
}
