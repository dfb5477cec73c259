import { logNormal } from "../../sim/random/distributions/continuous.js";
import type { Streams } from "../../sim/random/stream.js";
import type { OperatorClass } from "../scenario/schema.js";

/**
 * Workers of each node of a class's first operators, at least one each: the same number, or a total divided by
 * log-normal shares (assumption), exact to the last worker.
 */
export function workersOfNodes(
  { count, nodes, workers }: OperatorClass,
  classIndex: number,
  streams: Streams,
): number[] {
  const nodeCount = Math.max(1, count * nodes);
  if (typeof workers === "number") return [workers];
  const purpose = streams.purpose("node size");
  const weights = Array.from({ length: nodeCount }, (_unused, node) =>
    logNormal(purpose.pairCursor(classIndex, node), { median: 1, sigma: workers.sigma }),
  );
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const spare = workers.total - nodeCount;
  const sizes = weights.map((weight) => 1 + Math.floor((spare * weight) / totalWeight));
  let rest = workers.total - sizes.reduce((sum, size) => sum + size, 0);
  for (let node = 0; rest > 0; node = (node + 1) % nodeCount, rest--) sizes[node]++;
  return sizes;
}
