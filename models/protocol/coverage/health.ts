import type { RuleSwitches } from "../ground/rule-sets.js";

export type Health = "healthy" | "needs-coverage" | "halt-risk";

/**
 * How a shard with so many active provers is doing: healthy from 6, at risk of a halt up to 3 (the node's test) or
 * below 3 (the pages' wording). Source: protocol.md `coverage.health` (node vs page).
 */
export function coverageHealth(
  active: number,
  {
    haltThreshold,
    minimumProvers,
    coverageHealth: labels,
  }: Pick<RuleSwitches, "haltThreshold" | "minimumProvers" | "coverageHealth">,
): Health {
  if (active < haltThreshold || (labels === "node" && active === haltThreshold)) return "halt-risk";
  return active < minimumProvers ? "needs-coverage" : "healthy";
}
