import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startOfDayMs } from "../../units/civil-date.js";
import { table } from "../../table/result-table.js";
import type { RunResult } from "../model.js";
import { claimMessages } from "../expect/claim-messages.js";
import { parseClaim } from "../expect/parse/parse-claim.js";
import { asMetric } from "./as-metric.js";
import { figureName } from "./figure.js";
import { figureMessages as messages } from "./messages.js";
import type { MetricInfo } from "./metric-info.js";
import { metricList, parseFigure } from "./parse.js";
import { rowAt } from "./run-moment.js";
import { withFigures } from "./with-figures.js";

const about = "of a test";
const metrics: readonly MetricInfo[] = [
  { name: "queue", unit: "jobs", about, kind: "count", course: "level" },
  { name: "shop.paid_eur", alias: "paid", unit: "EUR", about, kind: "amount", course: "level" },
  { name: "late[kind=fast]", unit: "share", about, kind: "share", course: "level" },
  { name: "wait", unit: "hours", about, kind: "duration", course: "end" },
];
const dayUs = 86_400e6;
const startMs = startOfDayMs("2032-07-01")!;
const dated = { moments: [], lookEveryUs: dayUs, startMs };
/** Ends on 2034-01-01. */
const horizonUs = 549 * dayUs;

const anyDates = null;
const read = (text: string, of: typeof dated | null = dated) => {
  const parsed = parseFigure(text, metricList(metrics), of ?? undefined);
  return parsed.ok ? figureName(parsed.figure) : parsed.problem;
};
const claim = (text: string, of: { readonly startMs: number | undefined } = dated) => {
  const parsed = parseClaim(text, metricList(metrics), horizonUs, { moments: [], lookEveryUs: dayUs, ...of });
  return parsed.ok ? parsed.value.text : parsed.problem;
};

describe("figures at a moment", () => {
  it.each([
    ["queue at 2033-01-01", "queue at 2033-01-01"],
    ["queue  at  2033-01-01T18:30", "queue at 2033-01-01 18:30"],
    ["queue at 3d", "queue at 3 d"],
    ["queue at 2033 d", "queue at 2033 d"],
    ["queue at 2033", "queue at 2033"],
    ["late[kind=fast] at 12 h", "late[kind=fast] at 12 h"],
    ["paid(2033)", "shop.paid_eur at 2033"],
    ["paid ( 2033-06-30 )", "shop.paid_eur at 2033-06-30"],
    ["paid at 3 d", "shop.paid_eur at 3 d"],
    ["shop.paid at 3 d", "shop.paid_eur at 3 d"],
    ["max(paid)", "max(shop.paid_eur)"],
    ["paid", "shop.paid_eur"],
  ])("are read, and have one way of writing: %s", (text, name) => {
    expect(read(text)).toBe(name);
    expect(read(name)).toBe(name);
  });

  it.each([
    ["mean(paid(2033)) in [4, 6] EUR", "mean(shop.paid_eur at 2033) in [4 EUR, 6 EUR]"],
    ["mean(queue at 3 d) < 5", "mean(queue at 3 d) < 5"],
    ["q90(queue at 2033) < 5 jobs", "q90(queue at 2033) < 5 jobs"],
    ["P(queue at 2033-01-01 > 5 and not paid(2032) < 3) >= 90 %", "P(queue at 2033-01-01 > 5 and (not shop.paid_eur at 2032 < 3)) >= 90 %"], // prettier-ignore
    ["late[kind=fast] at 12 h < 5 %", "late[kind=fast] at 12 h < 5 %"],
  ])("are no mean over time where they are claimed of: %s", (text, written) => {
    expect(claim(text)).toBe(written);
  });

  it("are in the unit of their metric", () => {
    const parsed = parseFigure("late[kind=fast] at 12 h", metricList(metrics));
    expect(parsed.ok && asMetric(parsed.figure)).toMatchObject({ unit: "share", kind: "share" });
  });

  it.each([
    ["queue at", 8, messages.badMoment("")],
    ["queue at noon", 9, messages.badMoment("noon")],
    ["queue at 2033-02-30", 9, messages.badMoment("2033-02-30")],
    ["queue at 1969", 9, messages.badMoment("1969")],
    ["paid(20)", 5, messages.badMoment("20")],
    ["paid(2033", 9, messages.notClosed()],
    ["max(queue at 2033)", 10, messages.momentBehind("max", "queue")],
    ["wait at 3 d", 0, "wait is known when a run is over, and not before: it has no figure over time"],
  ])("are refused with their place: %s", (text, at, message) => {
    expect(read(text)).toMatchObject({ at, message });
  });

  it("have no window", () => {
    const said = { at: 0, length: 40, message: messages.momentBehind("window", "queue") };
    expect(read("queue at 2033 within 1 d of timeline.cut", anyDates)).toMatchObject(said);
  });

  it("say which unit is none, and which short name was meant", () => {
    expect(read("queue at 3 fortnights")).toMatchObject({ at: 9, length: 12 });
    expect(read("piad(2033)")).toMatchObject({ misspelt: { word: "piad", known: expect.arrayContaining(["paid"]) } });
  });

  it.each([
    ["mean(queue at 2032-06-30) < 5", messages.outsideRun("2032-06-30", "2032-07-01", "2034-01-01")],
    ["mean(queue at 2034-01-02) < 5", messages.outsideRun("2034-01-02", "2032-07-01", "2034-01-01")],
    ["mean(paid(2031)) < 5", messages.outsideRun("2031", "2032-07-01", "2034-01-01")],
    // It ends with the year before.
    ["mean(paid(2034)) < 5", messages.outsideRun("2034", "2032-07-01", "2034-01-01")],
    ["q90(queue at 550 d) < 5", messages.afterRun("550 d", "549 d")],
  ])("outside of the run are refused before it: %s", (text, message) => {
    expect(claim(text)).toMatchObject({ at: text.indexOf("(") + 1, message });
  });

  it.each([
    "mean(queue at 2032-07-01) < 5",
    "mean(queue at 2034-01-01) < 5",
    "mean(paid(2032)) < 5",
    "mean(queue at 549 d) < 5",
    "mean(queue at 0 d) < 5",
  ])(
    // prettier-ignore
    "at its beginning and its end are of the run: %s",
    (text) => expect(claim(text)).toBeTypeOf("string"),
  );

  it("in a range are those of a mean over runs, which is told", () => {
    const said = { at: 11, message: claimMessages.rangeOfMean("shop.paid_eur at 2033") };
    expect(claim("paid(2033) in [4, 6] EUR")).toMatchObject(said);
  });

  it("on a date are refused where the scenario has none", () => {
    for (const moment of ["2033-01-01", "2033"])
      expect(claim(`mean(queue at ${moment}) < 5`, { startMs: undefined })).toMatchObject({
        at: 14,
        message: messages.noDate(moment),
      });
    expect(claim("mean(queue at 3 d) < 5", { startMs: undefined })).toBeTypeOf("string");
  });
});

// Looks at days 0, 183.5, 184, 549: the year begins at 184.
const timeS = [0, 183.5, 184, 549].map((day) => day * 86_400);
const whole: RunResult = {
  tables: {
    series: table([
      { name: "time_s", values: timeS },
      { name: "queue", values: [1, 2, 3, 4] },
      { name: "shop.paid_eur", values: [2n ** 60n, 2n ** 60n + 1n, 2n ** 60n + 2n, 2n ** 60n + 3n] },
      { name: "late[kind=fast]", values: [0.5, Number.NaN, Number.NaN, 0.25] },
    ]),
  },
  metrics: [],
  fingerprint: "f",
  summaryLines: [],
};

const valueOf = (output: string, startOfRun: number | undefined = startMs): unknown =>
  withFigures(whole, { outputs: [output], horizon: horizonUs }, metrics, startOfRun).metrics[0].value;

describe("the value at a moment", () => {
  it.each([
    ["queue at 0 d", 1],
    ["queue at 183 d", 1],
    ["queue at 184 d", 3],
    ["queue at 548 d", 3],
    ["queue at 549 d", 4],
    ["queue at 2032-12-31", 1],
    ["queue at 2032-12-31 12:00", 2],
    ["queue at 2033-01-01", 3],
    ["queue at 2032", 3],
    ["queue at 2033", 4],
    ["paid(2032)", 2n ** 60n + 2n],
    ["late[kind=fast] at 0 d", 0.5],
    ["late[kind=fast] at 184 d", null],
  ])("is that of the last row at or before it: %s", (output, value) => {
    expect(valueOf(output)).toBe(value);
  });

  it("of a year in which the run ends is its last, and of a run without a date none", () => {
    expect(valueOf("queue at 2034")).toBe(4);
    const undatedRun = withFigures(whole, { outputs: ["queue at 2033"], horizon: horizonUs }, metrics);
    expect(undatedRun.metrics[0].value).toBe(null);
  });

  it("is of a row that is not behind it, and none between the two is nearer", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 12 });
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 60 }), (unsorted, atS) => {
        const rows = [...unsorted].sort((a, b) => a - b);
        const row = rowAt(rows, atS * 1e6);
        expect(rows.filter((timeOf) => timeOf <= atS).at(-1)).toBe(rows[row]);
      }),
      { seed: 2033 },
    );
  });
});
