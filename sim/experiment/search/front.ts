/** What can be had for which cost: the points that no other one beats in both. */
import type { Goal } from "./ready-search.js";
import type { MeasuredPoint } from "./run-search.js";

/** What stands on the two axes of a picture. */
export interface Traded {
  readonly point: number;
  readonly cost: number;
  readonly damage: number;
}

/** Null where a search knows no cost. */
export const tradedBy = ({ aim, until, cost, measure }: Goal) => {
  if (cost !== undefined)
    return {
      cost,
      damage: measure,
      isMore: aim === "maximise",
      of: ({ score }: MeasuredPoint) => [score.cost, score.value],
    };
  if (aim === "minimise" && until !== undefined) {
    const isMore = until.bound.kind === "mean" ? Number.isFinite(until.bound.lower) : until.bound.side.startsWith(">");
    return { cost: measure, damage: until.measure, isMore, of: (one: MeasuredPoint) => [one.score.value, one.until] };
  }
  return null;
};

/** Points with both, in the order of points. */
export function tradedPoints(goal: Goal, points: readonly MeasuredPoint[]): readonly Traded[] {
  const traded = tradedBy(goal);
  if (traded === null) return [];
  return points.flatMap((one) => {
    const [cost, damage] = traded.of(one);
    return cost === null || damage === null ? [] : [{ point: one.point, cost, damage }];
  });
}

/** From the cheapest to the one with the most; of two that are alike the first. `isMore`: whether more is what is wanted. */
export function frontOf(points: readonly Traded[], isMore: boolean): readonly Traded[] {
  const sign = isMore ? 1 : -1;
  const sorted = [...points].sort((a, b) => a.cost - b.cost || sign * (b.damage - a.damage) || a.point - b.point);
  const front: Traded[] = [];
  for (const one of sorted) {
    const last = front.at(-1);
    if (last === undefined || sign * (one.damage - last.damage) > 0) front.push(one);
  }
  return front;
}
