import { describe, expect, it } from "vitest";
import { apart, common, coverage, logistic, questionOf, searched } from "../../../test/known-curves.js";

/** Of twenty-one whole values. */
const snap = (position: number): number => Math.round(position * 20) / 20;

describe("a search for a critical value", () => {
  it("has the truth in 93 to 97 % of its intervals where replications end before bisection does, on common and on other draws", () => {
    const question = questionOf(0.5);
    const steep = logistic(0.37, 15);
    for (const response of [common, apart]) {
      const of = coverage(question, steep, { truth: 0.37, searches: 250, response });
      expect(of.inInterval).toBeGreaterThanOrEqual(0.93);
      expect(of.inInterval).toBeLessThanOrEqual(0.97);
      expect(of.methods).toEqual({ fit: 250 });
      expect(of.width).toBeLessThan(0.03);
      expect(of.inBracket).toBeGreaterThan(0.99);
    }
  });

  it("ends with decided values on both sides, as narrow as asked, where replications suffice", () => {
    const question = questionOf(0.5, { precision: 0.05, replicationsMax: 20_000 });
    const of = coverage(question, logistic(0.37, 30), { truth: 0.37, searches: 60 });
    expect(of.methods).toEqual({ bisection: 60 });
    expect(of.inInterval).toBeGreaterThanOrEqual(0.95);
    expect(of.width).toBeLessThanOrEqual(0.05 + 1e-9);
  });

  it("takes few replications where every answer is clear", () => {
    const { tried, found } = searched(questionOf(0.5), (position) => position > 0.371);
    expect(found).toMatchObject({ outcome: "found", direction: "rising", critical: { method: "bisection" } });
    expect(found.critical!.lower).toBeLessThanOrEqual(0.371);
    expect(found.critical!.upper).toBeGreaterThan(0.371);
    expect(tried.reduce((sum, { runs }) => sum + runs.length, 0)).toBeLessThan(500);
  });

  it("finds where a claim ends to be so", () => {
    const { found } = searched(questionOf(0.5), (position) => position < 0.6);
    expect(found).toMatchObject({ outcome: "found", direction: "falling" });
    expect(found.critical!.estimate).toBeCloseTo(0.6, 2);
  });

  it("knows of whole values the two on both sides", () => {
    const { found, tried } = searched(questionOf(0.5, { snap }), (position) => position > 0.42);
    expect(found.critical).toMatchObject({ method: "bisection", lower: 0.4, upper: 0.45 });
    expect(tried.every(({ position }) => snap(position) === position)).toBe(true);
  });

  it("says so where there is nothing between the ends, or an end is the bound itself", () => {
    const alike = searched(
      questionOf(0.5),
      common(() => 0.1, 1),
    ).found;
    expect(alike).toMatchObject({ outcome: "alike", critical: undefined });
    const open = searched(
      questionOf(0.5),
      common((x) => 0.5 + x / 2, 1),
    ).found;
    expect(open).toMatchObject({ outcome: "open", critical: undefined });
  });

  it("says so where the response turns back", () => {
    // Both ends are below the bound, the middle is above it.
    const hump = searched(
      questionOf(0.5),
      common((x) => 1 - 4 * (x - 0.5) ** 2, 2),
    ).found;
    expect(hump).toMatchObject({ outcome: "turning", critical: undefined });
    // It crosses three times; the ends alone would say that it rises.
    const wave = searched(
      questionOf(0.5),
      common((x) => (x < 0.1 ? 0 : x < 0.4 ? 0.9 : x < 0.65 ? 0.1 : 1), 3),
    ).found;
    expect(wave).toMatchObject({ outcome: "turning", critical: undefined });
    // It only dips where it is well above the bound: replications in pairs tell.
    const dip = searched(
      questionOf(0.5),
      common((x) => (x < 0.3 ? 0 : x < 0.6 ? 1 : x < 0.9 ? 0.6 : 1), 4),
    ).found;
    expect(dip).toMatchObject({ outcome: "turning", critical: undefined });
    expect(dip.monotony?.reversal).toBeDefined();
  });

  it("takes no monotone response for one that turns back in more than 5 % of 300 searches", () => {
    let turning = 0;
    for (let search = 0; search < 300; search++)
      if (
        searched(
          questionOf(0.3, { replicationsMax: 800 }),
          apart((x) => 0.2 + x / 5, search),
        ).found.outcome === "turning"
      )
        turning++;
    expect(turning / 300).toBeLessThan(0.05);
  });

  it("never takes more replications than it may, and wants the same again after the same", () => {
    const question = questionOf(0.2, { replicationsMax: 600 });
    const { tried } = searched(question, common(logistic(0.5, 4), 5));
    expect(tried.reduce((sum, { runs }) => sum + runs.length, 0)).toBeLessThanOrEqual(600);
    expect(searched(question, common(logistic(0.5, 4), 5)).tried).toEqual(tried);
  });
});
