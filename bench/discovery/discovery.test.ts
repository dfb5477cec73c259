import { expect, it } from "vitest";
import { countsOf, crashOf, wrongIn } from "./crash.js";

it("nodes that lose their peers lack some at first, and have all that they want in the end", () => {
  const run = crashOf(100);
  run.runUntil(59_000_000);
  expect(wrongIn(run)).toBe("no connection was closed");
  run.runUntil(61_000_000);
  expect(wrongIn(run)).toContain("nodes lack connections");
  run.runUntil(Infinity);
  expect(wrongIn(run)).toBeNull();
  const { opened, closed, dials } = countsOf(run);
  expect(opened).toBeGreaterThanOrEqual(closed / 2);
  expect(dials).toBeGreaterThan(opened);
});
