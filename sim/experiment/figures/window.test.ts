import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "../../table/result-table.js";
import type { RunResult } from "../model.js";
import { figureName } from "./figure.js";
import { figureMessages as messages } from "./messages.js";
import type { MetricInfo } from "./metric-info.js";
import { metricList, parseFigure } from "./parse.js";
import { windowed } from "./window.js";
import type { Moment } from "../../scenario/timeline/moments.js";
import { withFigures } from "./with-figures.js";

const about = "of a test";
const metrics: readonly MetricInfo[] = [
  { name: "queue", unit: "jobs", about, kind: "count", course: "level" },
  { name: "paid", unit: "units", about, kind: "amount", course: "total" },
  { name: "late[kind=fast]", unit: "share", about, kind: "share", course: "level" },
  { name: "wait", unit: "hours", about, kind: "duration", course: "end" },
];
const dated = {
  moments: [
    { name: "outage", timesUs: [3.6e9] },
    { name: "outage[label=power cut]", timesUs: null },
    { name: "outage.ends", timesUs: null },
  ],
  lookEveryUs: 3.6e9,
};
const read = (text: string) => {
  const parsed = parseFigure(text, metricList(metrics), dated);
  return parsed.ok ? figureName(parsed.figure) : parsed.problem;
};

describe("figures of a part of a run", () => {
  it.each([
    ["max(queue) within 12 h of timeline.outage", "max(queue) within 12 h of timeline.outage"],
    ["max queue  beyond  90 min  of  timeline.outage.ends", "max(queue) beyond 90 min of timeline.outage.ends"],
    ["queue within 1 d of timeline.outage[label=power cut]", "last(queue) within 1 d of timeline.outage[label=power cut]"], // prettier-ignore
    ["first queue > 10 within 12 h of timeline.outage", "first(queue > 10) within 12 h of timeline.outage"],
    ["last late[kind=fast] within 12 h of timeline.outage", "last(late[kind=fast]) within 12 h of timeline.outage"],
  ])("are read, and have one way of writing: %s", (text, name) => {
    expect(read(text)).toBe(name);
    expect(read(name)).toBe(name);
  });

  it.each([
    ["max(queue) within 12 h", 11, messages.needsSpan("within")],
    ["max(queue) within 12 h of outage", 11, messages.needsSpan("within")],
    ["max(queue) within 12 h of timeline.outge", 35, messages.noMoment("outge", dated.moments.map(({ name }) => name))], // prettier-ignore
    ["warmUp(queue) within 12 h of timeline.outage", 0, messages.noWarmUpOfWindow()],
    ["wait within 1 h of timeline.outage", 0, "wait is known when a run is over, and not before: it has no figure over time"], // prettier-ignore
  ])("are refused with their place: %s", (text, at, message) => {
    expect(read(text)).toMatchObject({ at, message });
  });

  it("say the word that was meant, and which unit is missing", () => {
    expect(read("max(queue) within 12 h of timeline.outge")).toMatchObject({ misspelt: { word: "outge" } });
    expect(read("max(queue) within 12 of timeline.outage")).toMatchObject({ at: 18, length: 2 });
  });
});

// Looks at hours 0 to 6; the event at 1 h.
const timeS = [0, 1, 2, 3, 4, 5, 6].map((hour) => hour * 3600);
const queue = [9, 8, 0, 3, 5, 1, 2];
const whole: RunResult = {
  tables: {
    series: table([
      { name: "time_s", values: timeS },
      { name: "queue", values: queue },
      { name: "paid", values: queue.map((_, k) => BigInt(k) + 2n ** 60n) },
      { name: "late[kind=fast]", values: queue.map(() => Number.NaN) },
    ]),
  },
  metrics: [],
  fingerprint: "f",
  summaryLines: [],
};

function valuesOf(outputs: readonly string[], moments: readonly Moment[]): readonly unknown[] {
  const scenario = { outputs, horizon: 6 * 3.6e9 };
  const result = withFigures({ ...whole, moments }, scenario, metrics);
  expect(Object.keys(result)).not.toContain("moments");
  return result.metrics.map(({ value }) => value);
}

const figures = ["last(queue)", "min(queue)", "max(queue)", "first(queue > 2)", "timeAbove(queue, 2)", "always(queue < 5)", "mean(queue)"]; // prettier-ignore
const of = (window: string): readonly string[] => figures.map((figure) => `${figure} ${window}`);

describe("the values of such figures", () => {
  const outage = [{ name: "outage", timeS: 3600 }];

  it("are of the looks behind the event, up to the end of the window or behind it, in hours since the event", () => {
    // Looks at 2 and 3 h, of which the latter holds for half an hour more.
    expect(valuesOf(of("within 150 min of timeline.outage"), outage)).toEqual([3, 0, 3, 2, 0.5, 1, 1]);
    // Looks from 4 h on: 5 and 1, and that of the end, which holds for no time.
    expect(valuesOf(of("beyond 150 min of timeline.outage"), outage)).toEqual([2, 1, 5, 3, 1, 0, 3]);
  });

  it("keep whole amounts to the digit", () => {
    expect(valuesOf(["max(paid) within 2 h of timeline.outage"], outage)).toEqual([2n ** 60n + 3n]);
  });

  it("are none where the event did not happen, nobody looked, or nothing was measured", () => {
    const always = "always(queue < 5) within 2 h of timeline.outage";
    expect(valuesOf([always], [])).toEqual([null]);
    expect(valuesOf([always], [{ name: "outage", timeS: 6 * 3600 }])).toEqual([null]);
    expect(valuesOf(["always(late[kind=fast] < 5 %) within 2 h of timeline.outage"], outage)).toEqual([null]);
  });

  it("have a window for each time that the event happens, and overlapping ones are one", () => {
    const twice = [...outage, { name: "outage", timeS: 4 * 3600 }];
    // Looks at 2 h and at 5 h, each of which holds for half an hour more.
    expect(valuesOf(["max(queue) within 90 min of timeline.outage", "mean(queue) within 90 min of timeline.outage"], twice)).toEqual([1, 0.5]); // prettier-ignore
    expect(valuesOf(["max(queue) beyond 1 h of timeline.outage"], twice)).toEqual([5]);
    const series = { timeS, values: queue };
    const overlapping = windowed(series, { side: "within", spanUs: 3 * 3.6e9, spanText: "3 h", moment: "outage" }, [3600, 3 * 3600]); // prettier-ignore
    expect(overlapping).toEqual({ timeS: [1, 2, 3, 4, 5].map((hour) => hour * 3600), values: [0, 3, 5, 1, 2] });
  });

  it("are of every look behind the first event on one side or the other", () => {
    const times = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 12 }), (events, spanS) => {
        const series = {
          timeS: Array.from({ length: 30 }, (_, k) => k),
          values: Array.from({ length: 30 }, (_, k) => k),
        };
        const looks = (side: "within" | "beyond"): number[] =>
          Array.from(windowed(series, { side, spanUs: spanS * 1e6, spanText: "", moment: "" }, events)?.values ?? [])
            .map(Number)
            .filter((value) => Number.isFinite(value));
        const both = [...looks("within"), ...looks("beyond")].sort((a, b) => a - b);
        expect(both).toEqual(series.values.filter((value) => value > Math.min(...events)));
      }),
      { seed: 14 },
    );
  });
});
