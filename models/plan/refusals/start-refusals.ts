/** Why a network cannot start as it was measured: for the plan, before anything runs. */
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import type { OperatorClass, Scenario } from "../../scenario/schema.js";
import { startingShards } from "../../scenario/starting-grid.js";
import { shardTargets } from "../../scenario/start/targets.js";

interface Refusal {
  readonly path: string;
  readonly message: string;
}

export function startRefusals(scenario: Scenario, rules: RuleSwitches): readonly Refusal[] {
  const { start, shards, operators } = scenario;
  if (start === undefined) return [];
  const told = startingShards(scenario);
  const counted = start.rings.reduce((sum, ring) => sum + ring, 0);
  if (counted !== told) {
    const field = shards.prefixBits === undefined ? "shards.count says" : "shards.prefixBits makes";
    return [{ path: "start.rings", message: `counts ${counted} shards, ${field} ${told}` }];
  }
  const targets = shardTargets(start, rules.ringSize);
  if (typeof targets === "string") return [{ path: "start", message: targets }];
  // Whoever appears later, or arrives, has no allocation at the start.
  const present = operators.filter(({ count, appear }) => count > 0 && appear === undefined);
  const answering = present.filter(({ answers }) => answers === "always");
  const wanted =
    answering.length === present.length
      ? [{ of: "", counts: targets.active.map((active, shard) => active + targets.joining[shard]), classes: present }]
      : [
          { of: "active ", counts: targets.active, classes: answering },
          { of: "joining ", counts: targets.joining, classes: present.filter(({ answers }) => answers !== "always") },
        ];
  return wanted.flatMap(({ of, counts, classes }) => {
    const message = unmetTarget(counts, classes);
    return message === null ? [] : [{ path: "start", message: `${of}allocations: ${message}` }];
  });
}

/**
 * Whether the nodes of these classes can take that many allocations on each shard, no node two on one: for every j, the j
 * fullest shards have no more allocations than the nodes have workers, at most j of each (Gale–Ryser). Exact where all nodes of a
 * class have the same number of workers; a total that is divided by draws may still turn out too uneven.
 */
function unmetTarget(counts: readonly number[], classes: readonly OperatorClass[]): string | null {
  const groups = classes.map(({ count, nodes, workers }) => ({
    nodes: count * nodes,
    workers: typeof workers === "number" ? count * nodes * workers : workers.total,
  }));
  const fullestFirst = counts.toSorted((a, b) => b - a);
  let needed = 0;
  for (const [k, count] of fullestFirst.entries()) {
    needed += count;
    const room = groups.reduce((sum, { nodes, workers }) => sum + Math.min(workers, nodes * (k + 1)), 0);
    if (needed > room) {
      const shards = k === 0 ? "the fullest shard has" : `the ${k + 1} fullest shards have`;
      return `${shards} ${needed}, the nodes that are there can take ${room} of them`;
    }
  }
  return null;
}
