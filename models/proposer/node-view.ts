/** What a simulated node sees when it looks at its own places. */
import { isAtHaltRisk } from "../coverage/at-risk.js";
import { answerOpens } from "../lifecycle/request-windows.js";
import type { Network } from "../network.js";
import type { RuleSwitches } from "../rule-sets.js";
import type { OperatorClass } from "../scenario/schema.js";
import { Status } from "../state/allocations.js";
import { guardsThinShards, type Strategy } from "./strategy.js";

/** A node's allocations by what can be done with them, each list in order of creation. */
export interface NodeView {
  readonly prover: number;
  readonly strategy: Strategy;
  readonly active: readonly number[];
  /** Joins and leaves whose window is open; no joins for a node that never answers them. */
  readonly openJoins: readonly number[];
  readonly openLeaves: readonly number[];
  /** Joins that were accepted, open or not, and proposals that nothing was heard of yet. */
  readonly joining: number;
  readonly proposed: number;
  /** Leaves under way, whatever their window. */
  readonly leaving: number;
  /** Earliest frame at which a waiting request opens or a back-off ends; Infinity: none. */
  readonly nextChange: number;
  /** Shards at the halt threshold that the node is on; counted under epochs, where nodes go to their rescue. */
  readonly atRisk: number;
}

/** Marks the shards of one node at a time, so that walks over all shards can pass over them. */
export class ShardMarks {
  #marks = new Int32Array(0);
  #current = 0;

  begin(shardCapacity: number): void {
    if (this.#marks.length < shardCapacity) this.#marks = new Int32Array(shardCapacity);
    this.#current++;
  }

  mark(shard: number): void {
    this.#marks[shard] = this.#current;
  }

  isMarked(shard: number): boolean {
    return this.#marks[shard] === this.#current;
  }
}

/** The strategy that a class of operators writes, as the rules name it. */
export function strategyOfClass(written: OperatorClass["strategy"], rules: RuleSwitches): Strategy {
  if (written !== "default") return strategies[written];
  return rules.strategy === "none" ? "rewardGreedy" : rules.strategy;
}

/** Which strategy a node follows. */
export function strategyOf({ scenario, rules, world }: Network, prover: number): Strategy {
  return strategyOfClass(scenario.operators[world.provers.operatorClass[prover]].strategy, rules);
}

const strategies = {
  "reward greedy": "rewardGreedy",
  "data greedy": "dataGreedy",
  "least replicated": "leastReplicated",
} as const;

/** Whether a node answers its own joins; one that does not lets them lapse. */
export function answersJoins({ scenario, world }: Network, prover: number): boolean {
  return scenario.operators[world.provers.operatorClass[prover]].answers === "always";
}

/** Looks at all places of a node, forgets those whose back-off is over, and marks the shards of the others. */
export function lookAtPlaces(network: Network, prover: number, frame: number): NodeView {
  const { world, marks, rules } = network;
  const { allocations, shards, provers } = world;
  const { status, shard, retryFrame, joinFrame, leaveFrame, leaveConfirmFrame } = allocations;
  marks.begin(shards.sizeBytes.length);
  const active: number[] = [];
  const openJoins: number[] = [];
  const openLeaves: number[] = [];
  let joining = 0;
  let proposed = 0;
  let leaving = 0;
  let nextChange = Number.POSITIVE_INFINITY;
  let atRisk = 0;
  const answers = answersJoins(network, prover);
  const guardsThin = guardsThinShards(rules);
  const places = provers.allocations[prover];
  let kept = 0;
  for (let k = 0; k < places.length; k++) {
    const allocation = places[k];
    if (status[allocation] === Status.left && retryFrame[allocation] <= frame) {
      allocations.remove(allocation);
      continue;
    }
    places[kept++] = allocation;
    marks.mark(shard[allocation]);
    switch (status[allocation]) {
      case Status.active:
        active.push(allocation);
        if (guardsThin && isAtHaltRisk(world, shard[allocation], rules)) atRisk++;
        break;
      case Status.joining: {
        joining++;
        if (!answers) break;
        const opens = answerOpens("joining", joinFrame[allocation], network);
        if (opens <= frame) openJoins.push(allocation);
        else if (opens < nextChange) nextChange = opens;
        break;
      }
      case Status.leaving: {
        leaving++;
        if (leaveConfirmFrame[allocation] > 0) break;
        const opens = answerOpens("leaving", leaveFrame[allocation], network);
        if (opens <= frame) openLeaves.push(allocation);
        else if (opens < nextChange) nextChange = opens;
        break;
      }
      case Status.proposed:
        proposed++;
        break;
      case Status.paused:
        break;
      default:
        if (retryFrame[allocation] < nextChange) nextChange = retryFrame[allocation];
    }
  }
  places.length = kept;
  const strategy = strategyOf(network, prover);
  return { prover, strategy, active, openJoins, openLeaves, joining, proposed, leaving, nextChange, atRisk };
}
