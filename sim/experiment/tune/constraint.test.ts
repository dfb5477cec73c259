import { describe, expect, it } from "vitest";
import { coinModel } from "../../../test/coin-model.js";
import { parseClaim } from "../expect/parse/parse-claim.js";
import type { ValueOf } from "../expect/event.js";
import { metricList } from "../figures/parse.js";
import { boundsOf, type Constraint, constraintOf, excludeEachOther, violationOf } from "./constraint.js";

const metrics = metricList(coinModel.metricsOf());
const dayUs = 86_400_000_000;

function constraint(text: string): Constraint {
  const read = parseClaim(text, metrics, 10 * dayUs);
  if (!read.ok) throw new Error(read.problem.message);
  return constraintOf(read.value, text);
}

/** Runs that waited so long. */
const runs = (...waits: (number | null)[]): ValueOf[] =>
  waits.map(
    (wait): ValueOf =>
      (name) =>
        name === "queue.wait" ? wait : null,
  );

describe("how far runs are from what must hold", () => {
  it("is a share of the range, or of the bound, of a mean", () => {
    expect(violationOf(constraint("mean(queue.wait) in [2, 4]"), runs(2, 3))).toBe(0);
    expect(violationOf(constraint("mean(queue.wait) in [2, 4]"), runs(5, 7))).toBe(1);
    expect(violationOf(constraint("mean(queue.wait) < 4"), runs(5))).toBe(0.25);
    expect(violationOf(constraint("mean(queue.wait) < 4"), runs(5, null))).toBe(Number.POSITIVE_INFINITY);
  });

  it("is a share of the runs of everything else", () => {
    expect(violationOf(constraint("P(queue.wait > 1) < 25 %"), runs(0, 0, 2, 2))).toBe(0.25);
    expect(violationOf(constraint("P(queue.wait > 1) < 75 %"), runs(0, 0, 2, 2))).toBe(0);
    expect(violationOf(constraint("final queue.wait < 1"), runs(0, 0, 2, 2))).toBe(0.5);
    expect(violationOf(constraint("final queue.wait < 1"), runs(0, null))).toBe(0.5);
    expect(violationOf(constraint("q75(queue.wait) < 1"), runs(0, 0, 2, 2))).toBe(0.25);
  });
});

describe("constraints that exclude each other", () => {
  it.each([
    ["mean(queue.wait) < 4", "mean(queue.wait) > 5", true],
    ["mean(queue.wait) < 4", "mean(queue.wait) in [3, 5]", false],
    ["mean(queue.wait) < 4", "mean(first(queue.length > 3)) > 5", false],
    ["P(queue.wait > 1) < 20 %", "P(queue.wait > 1) > 20 %", true],
    ["P(queue.wait > 1) <= 20 %", "P(queue.wait > 1) >= 20 %", false],
    ["P(queue.wait > 1) < 20 %", "P(queue.wait > 2) > 20 %", false],
    ["q90(queue.wait) < 1", "q90(queue.wait) > 2", true],
    ["q90(queue.wait) < 1", "q50(queue.wait) > 2", false],
  ])("%s and %s: %s", (one, other, expected) => {
    const [a, b] = [one, other].map((text) => boundsOf(constraint(text))!);
    expect(excludeEachOther(a, b)).toBe(expected);
    expect(excludeEachOther(b, a)).toBe(expected);
  });
});
