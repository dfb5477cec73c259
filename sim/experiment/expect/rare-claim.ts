/** Which claims are too rare for replications, and can be judged by splitting. */
import type { Comparison } from "../figures/figure.js";
import type { RareEvent } from "../splitting/simulated-paths.js";
import type { Claim } from "./claim.js";

/** Probabilities up to this take more replications than anybody makes: 50,000 without one occurrence show it with 99 %. */
const rareBound = 1e-4;

const opposite: Partial<Record<Comparison, Comparison>> = { "<=": ">", "<": ">=" };

/**
 * What is waited for where a claim says that a metric which declares a level hardly ever comes above a bound: `P(METRIC > 0) <= 1e-6`,
 * `P(max(METRIC) >= 3) < 1e-5`. Undefined: replications judge it.
 */
export function rareEventOf(claim: Claim): RareEvent | undefined {
  if (claim.kind !== "probability" || !claim.side.startsWith("<") || claim.bound > rareBound) return undefined;
  const { event } = claim;
  if (event.kind !== "condition") return undefined;
  const { figure, comparison, bound } = event;
  const { reduction, metric } = figure;
  if (metric.level === undefined) return undefined;
  if (reduction === "max" && comparison.startsWith(">")) return { metric: metric.name, comparison, bound };
  // Ever: it is not so that it is always at most the bound.
  const above = figure.bound === undefined ? undefined : opposite[figure.bound.comparison];
  if (reduction !== "always" || comparison !== "=" || bound !== 0 || above === undefined) return undefined;
  return { metric: metric.name, comparison: above, bound: (figure.bound as { value: number | bigint }).value };
}
