import type { RuleSwitches } from "../ground/rule-sets.js";

export type Health = "healthy" | "needs-coverage" | "halt-risk";

/** The same of a shard in a run, where it may stand, or hold no data: every shard is in exactly one of these states. */
export type ShardState = Health | "halted" | "empty";

/**
 * How a shard with so many active provers is doing: healthy from 6, at risk of a halt up to 3 (the node's test) or
 * below 3 (the pages' wording). Without any it is never healthy, whatever the thresholds are.
 * Source: protocol.md `coverage.health` (node vs page).
 */
export function coverageHealth(
  active: number,
  {
    haltThreshold,
    minimumProvers,
    coverageHealth: labels,
  }: Pick<RuleSwitches, "haltThreshold" | "minimumProvers" | "coverageHealth">,
): Health {
  if (active === 0 || active < haltThreshold || (labels === "node" && active === haltThreshold)) return "halt-risk";
  return active < minimumProvers ? "needs-coverage" : "healthy";
}

/**
 * State of a shard: halted while its halt lasts, whoever covers it by now; else by the provers that do. One without data is at no risk of a halt: as
 * those that a split by bit path leaves on the empty sides, until data land on them. Source: protocol.md `shard.splitPath`, `coverage.streak`.
 */
export function stateOfShard(
  { halted, covering, sizeBytes }: { readonly halted: boolean; readonly covering: number; readonly sizeBytes: number },
  rules: Parameters<typeof coverageHealth>[1],
): ShardState {
  if (halted) return "halted";
  return sizeBytes === 0 ? "empty" : coverageHealth(covering, rules);
}
