/** A measured start that can be: head counts of each shard are drawn first, and then counted as pages would. */
import { type Choices, written } from "./choices.js";
import type { ClassOfCase, Fields } from "./random-operators.js";

export interface StartSurroundings {
  readonly operators: readonly ClassOfCase[];
  readonly shards: number;
  readonly ringSize: number;
  /** Size of the world as the scenario says it. */
  readonly world: string;
}

interface Room {
  /** Nodes, and so most places on one shard. */
  readonly nodes: number;
  /** Places that they can surely take, however their workers are divided. */
  readonly allocations: number;
}

/** Undefined where no node is there to take an allocation. */
export function randomStart(
  choices: Choices,
  { operators, shards, ringSize, world }: StartSurroundings,
): Fields | undefined {
  const present = operators.filter(({ count, appear }) => count > 0 && appear === undefined);
  const silent = present.filter(({ answers = "always" }) => answers !== "always");
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
  const stale = {
    joining: choices.integer(
      0,
      joining.reduce((sum, count) => sum + count, 0),
    ),
    leaving: choices.integer(0, 40),
    rejected: choices.integer(0, 1000),
    source: choices.oneOf(["measured", "claimed", "assumed"]),
  };
  const form = choices.oneOf(["page", "heads", "older"]);
  if (form === "page")
    return { page: pageRow(choices, { active, joining, ringSize, world, leaving: stale.leaving }), stale };
  // Every shard has as many as the least has active, whoever joins.
  const joined = choices.maybe(0.3, () => Math.min(...active));
  if (form === "heads") return written({ ...headRow({ active, joining }), leaving: stale.leaving, joined, stale });
  const depths = active.map((count, k) => Math.max(0, Math.ceil((count + joining[k]) / ringSize) - 1));
  if (depths[0] > 15) return undefined;
  return {
    active: active.reduce((sum, count) => sum + count, 0),
    joining: joining.reduce((sum, count) => sum + count, 0),
    health: { healthy: among(active, 6, 32), needsCoverage: among(active, 3, 5), haltRisk: among(active, 0, 2) },
    rings: Array.from({ length: depths[0] + 1 }, (_unused, ring) => depths.filter((depth) => depth === ring).length),
  };
}

interface DrawnHeads {
  readonly active: readonly number[];
  readonly joining: readonly number[];
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

const headRow = ({ active, joining }: DrawnHeads): Fields => ({
  heads: Object.fromEntries(
    [...new Set(active)].map((head) => [String(head), active.filter((count) => count === head).length]),
  ),
  joining: total(joining),
});

const among = (counts: readonly number[], from: number, to = Number.POSITIVE_INFINITY): number =>
  counts.filter((count) => count >= from && count <= to).length;

/** The row as the page would have counted it, in one of its ways. */
function pageRow(
  choices: Choices,
  drawn: DrawnHeads & { readonly ringSize: number; readonly world: string; readonly leaving: number },
): Fields {
  const { active, joining, ringSize, world, leaving } = drawn;
  const [byActive, isAll] = [choices.chance(0.5), choices.chance(0.5)];
  const heads = byActive ? active : active.map((count, k) => count + joining[k]);
  const ring = (depth: number): number =>
    among(heads, depth === 0 && byActive ? 1 : depth * ringSize, depth === 3 ? undefined : (depth + 1) * ringSize - 1);
  return {
    date: choices.oneOf(["2026-03-23", "2026-06-30"]),
    counting: {
      rings: byActive ? "active" : "activeAndJoining",
      halt: isAll ? "all" : "occupied",
      status: choices.oneOf(["effective", "stored"]),
    },
    world,
    shards: active.length,
    peers: choices.integer(0, 400),
    workers: total(active) + total(joining),
    healthy: among(active, 6),
    warning: among(active, 3, 5),
    halt: among(active, isAll ? 0 : 1, 2),
    ring0: ring(0),
    ring1: ring(1),
    ring2: ring(2),
    ring3: ring(3),
    unassigned: byActive ? among(active, 0, 0) : null,
    active: total(active),
    joining: total(joining),
    leaving,
    rejected: choices.integer(0, 40_000),
  };
}

const nodesOf = ({ count, nodes = 1 }: ClassOfCase): number => count * nodes;

function roomOf(operators: readonly ClassOfCase[]): Room {
  const nodes = operators.reduce((sum, entry) => sum + nodesOf(entry), 0);
  const min = Math.min(...operators.map(({ workers }) => (typeof workers === "number" ? workers : 1)));
  return { nodes, allocations: nodes === 0 ? 0 : nodes * min };
}
