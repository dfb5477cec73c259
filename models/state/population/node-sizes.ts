/** How many workers nodes run: the same number, or log-normal shares of a total (assumption). */
import { logNormal } from "../../../sim/random/distributions/continuous.js";
import { type DrawsBy, RowStreams } from "../draws.js";
import { chosenByLot } from "../../protocol/ground/lots.js";
import type { OperatorClass } from "../../scenario/schema.js";
import type { NetworkStreams } from "../purposes.js";
import { StreamKeys } from "../stream-keys.js";
import { nodeName, operatorName } from "./names.js";

/** Workers of the nodes of one class. */
export interface NodeSizes {
  /** Of the n-th node of the operators that are there from the start, counted through. */
  atStart(n: number): number;
  /** Of a node whose operator arrives later. */
  ofArrival(nodes: DrawsBy<RowStreams>, node: number): number;
}

export function createNodeSizes(operators: OperatorClass, streams: NetworkStreams): NodeSizes {
  const { workers } = operators;
  if (typeof workers === "number") return { atStart: () => workers, ofArrival: () => workers };
  const { total, sigma } = workers;
  const { sizes, perWeight } = divideTotal(operators, { total, sigma }, streams);
  return {
    atStart: (n) => sizes[n],
    // As a node at the start: one worker, and what its weight is worth of the others.
    ofArrival: (nodes, node) =>
      Math.min(total, 1 + Math.round(perWeight * weightOf(nodes.purpose("node size"), node, sigma))),
  };
}

const weightOf = (sizes: RowStreams, row: number, sigma: number): number =>
  logNormal(sizes.cursor(row), { median: 1, sigma });

/**
 * Divides a total over the nodes, at least one each, exact to the last worker; to whom goes what the shares leave over is
 * drawn. Also says how many workers beyond the first a weight of 1 is worth; a class without nodes is measured by one.
 */
function divideTotal(
  { class: name, count, nodes }: OperatorClass,
  { total, sigma }: { readonly total: number; readonly sigma: number },
  streams: NetworkStreams,
): { readonly sizes: readonly number[]; readonly perWeight: number } {
  const keys = new StreamKeys();
  for (let n = 0; n < count; n++) {
    const operator = operatorName(name, { hasArrived: false, n });
    for (let node = 0; node < nodes; node++) keys.add(nodeName(streams, operator, node));
  }
  if (keys.count === 0) return { sizes: [], perWeight: total - 1 };
  const weighed = new RowStreams(streams.purpose("node size"), keys);
  const rows = Array.from({ length: keys.count }, (_unused, row) => row);
  const weights = rows.map((row) => weightOf(weighed, row, sigma));
  const perWeight = (total - keys.count) / weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = weights.map((weight) => 1 + Math.floor(perWeight * weight));
  const rest = total - sizes.reduce((sum, size) => sum + size, 0);
  const lots = new RowStreams(streams.purpose("node size rest"), keys);
  for (const row of chosenByLot(rows, rest, (one) => lots.uniform(one, 0))) sizes[row]++;
  return { sizes, perWeight };
}
