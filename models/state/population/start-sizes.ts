import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { isFault } from "../../scenario/start/bands.js";
import type { Scenario } from "../../scenario/schema.js";
import { seatsOf } from "../../scenario/start/seats.js";
import { seatedTargets } from "../../scenario/start/seated.js";
import { gridAtStart } from "../../scenario/starting-grid.js";
import type { NetworkStreams } from "../purposes.js";
import { levelForSeats } from "./level-sizes.js";
import { createNodeSizes, type NodeSizes } from "./node-sizes.js";

/**
 * Workers of the nodes of every class. In a network that starts as it was measured its nodes hold the measured
 * allocations, so that totals cannot be divided more unevenly than that allows, whatever was drawn.
 */
export function createAllNodeSizes(
  scenario: Scenario,
  rules: RuleSwitches,
  streams: NetworkStreams,
): readonly NodeSizes[] {
  const { operators, start } = scenario;
  const drawn = operators.map((one) => createNodeSizes(one, streams));
  if (start === undefined || operators.every(({ workers }) => typeof workers === "number")) return drawn;
  const targets = seatedTargets({ start, operators, shards: gridAtStart(scenario) }, rules);
  if (isFault(targets)) return drawn;
  let sizes: readonly (readonly number[])[] = operators.map(({ count, nodes }, k) =>
    Array.from({ length: count * nodes }, (_unused, n) => drawn[k].atStart(n)),
  );
  for (const seats of seatsOf(targets, operators)) sizes = levelForSeats(sizes, seats);
  return drawn.map((of, k) => ({ ...of, atStart: (n) => sizes[k][n] }));
}
