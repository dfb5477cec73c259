import { describe, expect, it } from "vitest";
import { coinModel } from "../../../test/coin-model.js";
import { parseClaim } from "../expect/parse/parse-claim.js";
import { metricList } from "../figures/parse.js";
import { type Constraint, constraintOf } from "./constraint.js";
import { type HeldAt, reachesOf } from "./reach.js";

const metrics = metricList(coinModel.metricsOf());

function constraint(text: string): Constraint {
  const claim = parseClaim(text, metrics, 8.64e10);
  if (!claim.ok) throw new Error(claim.problem.message);
  return constraintOf(claim.value, text);
}

/** A point at which each constraint is of a value, and so far from holding. */
const at = (point: number, ...held: readonly (readonly [number | null, number])[]): HeldAt => ({
  point,
  held: held.map(([value, violation]) => ({ value, violation })),
});

describe("why nothing holds all constraints", () => {
  const constraints = [
    "mean(last queue.length) in [2, 3]",
    "P(queue.length > 10) < 20 %",
    "never queue.length > 50",
  ].map(constraint);

  it("is how near points come to each, in its unit, and which are never held at once", () => {
    const points = [
      at(3, [0.5, 1.5], [0, 0], [1, 0]),
      at(7, [1.25, 0.75], [0.9, 0.7], [0.5, 0.5]),
      at(9, [9, 6], [0.3, 0.1], [0.5, 0.5]),
    ];
    expect(reachesOf(constraints, points)).toEqual({
      constraints: [
        { held: 0, nearest: { point: 7, value: 1.25 }, short: 0.75 },
        { held: 1, nearest: { point: 3, value: 0 }, short: 0 },
        { held: 1, nearest: { point: 3, value: 1 }, short: null },
      ],
      apart: [],
    });
    const other = at(11, [2.5, 0], [0.4, 0.2], [0.5, 0.5]);
    expect(reachesOf(constraints, [...points, other]).apart).toEqual([
      [0, 1],
      [0, 2],
    ]);
  });

  it("is that something was measured nowhere, where it was not", () => {
    const unmeasured = at(0, [null, Infinity], [0, 0], [1, 0]);
    expect(reachesOf(constraints, [unmeasured]).constraints[0]).toEqual({ held: 0, nearest: null, short: null });
  });
});
