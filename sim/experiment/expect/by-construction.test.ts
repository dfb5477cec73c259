import { describe, expect, it } from "vitest";
import { knownOf } from "./by-construction.js";
import type { MetricInfo } from "../figures/metric-info.js";
import { figureMessages } from "../figures/messages.js";
import { metricList } from "../figures/parse.js";
import { claimMessages as messages } from "./claim-messages.js";
import { expectationProblems } from "./expectations.js";
import { parseClaim } from "./parse/parse-claim.js";

const about = "of a test";
const metrics = metricList([
  { name: "length", unit: "jobs", about, kind: "count", course: "level" },
  { name: "idle", unit: "share", about, kind: "share", course: "level" },
  { name: "profit", unit: "EUR", about, kind: "balance", course: "level" },
  { name: "paid", unit: "units", about, kind: "amount", course: "level" },
] satisfies MetricInfo[]);
const hourUs = 3.6e9;
const dated = {
  moments: [
    { name: "cut", timesUs: [10 * hourUs] },
    { name: "late", timesUs: [48 * hourUs] },
    { name: "often", timesUs: [1.5 * hourUs, 10 * hourUs] },
    { name: "maybe", timesUs: null },
  ],
  lookEveryUs: hourUs,
};

/** What is wrong with it; undefined: nothing. */
function wrong(text: string): string | undefined {
  const read = parseClaim(text, metrics, 48 * hourUs, dated);
  return read.ok ? undefined : read.problem.message;
}

describe("what is known before anything runs is refused", () => {
  it.each([
    ["final length > 5 and final length < 4", messages.eventNeverSo()],
    ["final length > 5 or final length <= 5", messages.eventAlwaysSo()],
    ["P(length > 10 or never length > 10) <= 5 %", messages.eventAlwaysSo()],
    ["always idle < 0.5 and not always idle < 0.5", messages.eventNeverSo()],
    ["max(length) > 3 or (max(length) > 5 and max(length) < 4)", messages.eventNeverSo()],
    [
      "first(length > 3) > 1 h or first(length > 3) < 1 h or not (first(length > 3) > 1 h or first(length > 3) < 1 h)",
      messages.eventAlwaysSo(),
    ],
    ["mean(first(length >= 0)) < 3 h", messages.alwaysInside("length", "0 or more")],
    ["q90(timeAbove(idle, 100 %)) < 3 h", messages.neverInside("idle", "from 0 to 1")],
    ["mean(timeBelow(length, 0)) < 3 h", messages.neverInside("length", "0 or more")],
    ["mean(always(idle <= 1)) > 50 %", messages.alwaysInside("idle", "from 0 to 1")],
    ["mean(timeAbove(length, 3)) in [3 d, 4 d]", messages.beyondRun("2 d")],
    ["mean(timeAbove(length, 3)) in [0, 4 d]", messages.beyondRun("2 d")],
    ["first(length > 3) within 3 h of timeline.cut > 4 h", messages.beyondWindow("3 h")],
    ["never length > 3 within 3 h of timeline.late", figureMessages.neverLooked("within 3 h of timeline.late", "2 d")],
    ["never length > 3 beyond 40 h of timeline.cut", figureMessages.neverLooked("beyond 40 h of timeline.cut", "2 d")], // prettier-ignore
    [
      "mean(length within 30 min of timeline.cut) < 5",
      figureMessages.lookedBetween("within 30 min of timeline.cut", "60 min"),
    ],
    ["P(final length > 3 within 3 h of timeline.cut) <= 5 %", messages.finalInWindow("length")],
  ])("%s", (text, message) => {
    expect(wrong(text)).toBe(message);
  });

  it.each([
    "final profit >= 0",
    "final profit > -5",
    "mean(profit) in [-5, 5]",
    "final length > 5 and final length < 7",
    "final length > 5 or max(length) <= 5",
    "ever length > 5 and ever length < 4",
    "final paid > 2000000000000000000 and final paid < 2000000000000000002",
    "final paid > 3e30 or final paid > 4e30",
    "first(length > 3) within 3 h of timeline.often > 4 h",
    "never length > 3 within 30 min of timeline.often",
    "never length > 3 within 10 min of timeline.maybe",
    "never length > 3 within 1 h of timeline.cut",
    "mean(timeAbove(length, 3)) in [1 h, 4 d]",
  ])("and what differs between runs is not: %s", (text) => {
    expect(wrong(text)).toBe(undefined);
  });
});

describe("what is known of a comparison before anything runs", () => {
  it("is nothing where what is left of two amounts may be on either side of the bound", () => {
    for (const bound of [-1, 0, 1]) {
      expect(knownOf("balance", "<", bound)).toBeNull();
      expect(knownOf("balance", ">=", bound)).toBeNull();
    }
  });

  it("is what the least and the most of other values say", () => {
    expect(knownOf("amount", "<", 0)).toBe(false);
    expect(knownOf("count", ">=", 0)).toBe(true);
    expect(knownOf("share", "<=", 1)).toBe(true);
    expect(knownOf("share", "<", 1)).toBeNull();
    expect(knownOf("amount", ">", -1)).toBe(true);
  });
});

describe("a mean over time of too few looks", () => {
  const list = [...metrics.values()];
  const of = (that: string, warmUp?: number) =>
    expectationProblems({ expect: [that], horizon: 8 * hourUs, warmUp }, list, dated).map(({ message }) => message);

  it("is refused, since no run has a warm-up to leave out", () => {
    expect(of("mean(length) < 5")).toEqual([messages.tooFewLooks(9, 10)]);
    expect(of("P(mean(length) > 5) <= 5 %")).toEqual([messages.tooFewLooks(9, 10)]);
  });

  it("is none where the scenario says the warm-up, in a window, or of what a run ends with", () => {
    expect(of("mean(length) < 5", 0)).toEqual([]);
    expect(of("mean(length within 3 h of timeline.often) < 5")).toEqual([]);
    expect(of("mean(last length) < 5")).toEqual([]);
  });
});
