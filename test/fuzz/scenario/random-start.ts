/** A measured start that can be: head counts of each shard are drawn first, and then counted as pages would. */
import type { Choices } from "./choices.js";
import type { ClassOfCase, Fields } from "./random-operators.js";

export interface StartSurroundings {
  readonly operators: readonly ClassOfCase[];
  readonly shards: number;
  readonly ringSize: number;
}

interface Room {
  /** Nodes, and so most places on one shard. */
  readonly nodes: number;
  /** Places that they can surely take, however their workers are divided. */
  readonly allocations: number;
}

/** Undefined where no node is there to take an allocation. */
export function randomStart(choices: Choices, { operators, shards, ringSize }: StartSurroundings): Fields | undefined {
  const present = operators.filter(({ count, appear }) => count > 0 && appear === undefined);
  const silent = present.filter(({ answers }) => answers === "never");
  const answering = roomOf(present.filter((entry) => !silent.includes(entry)));
  const waiting = silent.length === 0 ? answering : roomOf(silent);
  if (answering.nodes === 0) return undefined;
  const isShared = silent.length === 0;
  const max = Math.min(answering.nodes, Math.floor(answering.allocations / shards), 32);
  const active = choices.list(shards, () => choices.integer(0, max));
  const left = isShared
    ? { nodes: waiting.nodes - Math.max(...active), allocations: waiting.allocations - max * shards }
    : waiting;
  const maxJoining = Math.max(0, Math.min(left.nodes, Math.floor(left.allocations / shards), 16 * ringSize - 32));
  const joining = choices.list(shards, () => choices.integer(0, Math.min(8, maxJoining)));
  // Larger shards are taken to be the healthier and deeper ones, so both have to fall together.
  active.sort((a, b) => b - a);
  joining.sort((a, b) => b - a);
  const depths = active.map((count, k) => Math.max(0, Math.ceil((count + joining[k]) / ringSize) - 1));
  if (depths[0] > 15) return undefined;
  const among = (from: number, to: number): number => active.filter((count) => count >= from && count <= to).length;
  return {
    active: active.reduce((sum, count) => sum + count, 0),
    joining: joining.reduce((sum, count) => sum + count, 0),
    health: { healthy: among(6, 32), needsCoverage: among(3, 5), haltRisk: among(0, 2) },
    rings: Array.from({ length: depths[0] + 1 }, (_unused, ring) => depths.filter((depth) => depth === ring).length),
  };
}

const nodesOf = ({ count, nodes = 1 }: ClassOfCase): number => count * nodes;

function roomOf(operators: readonly ClassOfCase[]): Room {
  const nodes = operators.reduce((sum, entry) => sum + nodesOf(entry), 0);
  const min = Math.min(...operators.map(({ workers }) => (typeof workers === "number" ? workers : 1)));
  return { nodes, allocations: nodes === 0 ? 0 : nodes * min };
}
