import { describe, expect, it } from "vitest";
import { z } from "zod";
import { holds, parseCondition } from "./condition.js";
import { timelineMessages as messages } from "./messages.js";
import { contradictions, type RunSpan, whenRefusals } from "./refusals.js";
import { countTimes, timesUpTo, whenOf } from "./times.js";
import { refuseWhen, whenFields, type WhenWritten } from "./when.js";

const schema = z.strictObject(whenFields("queue.length > 10")).superRefine(refuseWhen);
const read = (fields: object): WhenWritten => schema.parse(fields);
const problems = (fields: object): readonly (readonly [string, string])[] =>
  (schema.safeParse(fields).error?.issues ?? []).map(({ path, message }) => [path.join("."), message]);

const hourUs = 3_600_000_000;
const startMs = Date.UTC(2026, 6, 1);
const span: RunSpan = { startMs, horizonUs: 10 * 24 * hourUs, metrics: ["queue.length"] };
const refusals = (fields: object, of: Partial<RunSpan> = {}): readonly (readonly [string, string])[] =>
  whenRefusals([read(fields)], { ...span, ...of }).map(({ path, message }) => [path, message]);
/** Hours, as many as are counted without a list of them. */
function times(fields: object): readonly number[] {
  const when = whenOf(read(fields), startMs);
  const listed = timesUpTo(when, span.horizonUs, 1000);
  expect(countTimes(when, span.horizonUs)).toBe(listed.length);
  return listed.map((us) => us / hourUs);
}

describe("an entry of a timeline", () => {
  it("happens after a time, on a day, or at a time of the day", () => {
    expect(times({ at: "12 h" })).toEqual([12]);
    expect(times({ at: "2026-07-05" })).toEqual([96]);
    expect(times({ at: "2026-07-05 18:30" })).toEqual([114.5]);
    expect(times({ at: "2026-07-05T18:30" })).toEqual([114.5]);
  });

  it("happens again and again, from the first step on unless told, until the last that is allowed", () => {
    expect(times({ every: "3 d" })).toEqual([72, 144, 216]);
    expect(times({ every: "3 d", from: "0 s", until: "2026-07-07" })).toEqual([0, 72, 144]);
    expect(times({ every: "1 d", from: "2026-07-03", times: 2 })).toEqual([48, 72]);
  });

  it("says when in one way, and nothing that belongs to another", () => {
    expect(problems({})).toEqual([["", messages.noWhen()]]);
    expect(problems({ at: "1 h", every: "2 h" })).toEqual([["every", messages.twoWhens("at", "every")]]);
    expect(problems({ at: "1 h", times: 2 })).toEqual([["times", messages.belongsTo("every")]]);
    expect(problems({ every: "1 h", for: "2 h" })).toEqual([["for", messages.belongsTo("when")]]);
    expect(problems({ every: "0 s" })).toEqual([["every", messages.noTimeBetween()]]);
  });

  it.each([
    ["2026-02-30", `there is no such day: ${messages.badMoment()}`],
    ["2026/07/05", `there is no such day: ${messages.badMoment()}`],
    ["12", '"12" needs a unit: write "12 ms" or "12 s"'],
  ])("is refused at a moment that there is not: %s", (at, message) => {
    expect(problems({ at })).toEqual([["at", message]]);
  });

  it("is refused where it could never happen, with the reason", () => {
    expect(refusals({ at: "11 d" })).toEqual([["timeline[0].at", messages.beyondEnd("11 d", "2026-07-11 (10 d)")]]);
    expect(refusals({ at: "10 d" })).toEqual([]);
    expect(refusals({ at: "2026-06-30" })).toEqual([
      ["timeline[0].at", messages.beforeStart("2026-06-30", "2026-07-01")],
    ]);
    expect(refusals({ at: "2026-07-05" }, { startMs: null })).toEqual([
      ["timeline[0].at", messages.needsDate("2026-07-05")],
    ]);
    expect(refusals({ every: "11 d" })).toEqual([["timeline[0].every", messages.beyondEnd("11 d", "10 d")]]);
    expect(refusals({ every: "1 d", from: "5 d", until: "4 d" })).toEqual([
      ["timeline[0].until", messages.endsFirst("4 d", "5 d")],
    ]);
    expect(refusals({ every: "1 s" })).toEqual([["timeline[0].every", messages.tooOften(864_000, 10_000)]]);
    expect(refusals({ when: "queue.length > 3", for: "11 d" })).toEqual([
      ["timeline[0].for", messages.beyondEnd("11 d", "10 d")],
    ]);
  });

  it("is refused where it waits for a metric that there is not, with the word that was meant", () => {
    expect(whenRefusals([read({ when: "queue.lenght > 3" })], span)).toEqual([
      {
        path: "timeline[0].when",
        message: messages.noMetric("queue.lenght", ["queue.length"]),
        misspelt: { word: "queue.lenght", known: ["queue.length"] },
      },
    ]);
  });
});

describe("two entries", () => {
  const color = [{ key: "color", what: "the color", field: "color" }];
  const refused = (one: object, other: object, sets = [color, color]): readonly string[] =>
    contradictions([read(one), read(other)], sets, span).map(({ path }) => path);

  it("contradict each other where they set the same thing at one moment, however it is written", () => {
    expect(refused({ at: "4 d" }, { at: "2026-07-05" })).toEqual(["timeline[1].color"]);
    expect(refused({ every: "1 d" }, { at: "3 d" })).toEqual(["timeline[1].color"]);
    expect(contradictions([read({ at: "4 d" }), read({ at: "96 h" })], [color, color], span)[0].message).toBe(
      messages.contradiction("the color", "timeline[0]"),
    );
  });

  it("do not where they set other things, or at other moments", () => {
    expect(refused({ at: "4 d" }, { at: "5 d" })).toEqual([]);
    expect(refused({ at: "4 d" }, { at: "4 d" }, [color, []])).toEqual([]);
    expect(refused({ every: "1 d", times: 2 }, { at: "3 d" })).toEqual([]);
  });
});

describe("a condition", () => {
  it("compares a metric with a number", () => {
    const cases = [
      ["> 3", [4, 3, 2], [true, false, false]],
      [">= 3", [4, 3, 2], [true, true, false]],
      ["< 3", [4, 3, 2], [false, false, true]],
      ["<= 3", [4, 3, 2], [false, true, true]],
      ["== 3", [4, 3, 2], [false, true, false]],
      ["= 3", [4, 3, 2], [false, true, false]],
      ["!= 3", [4, 3, 2], [true, false, true]],
      ["> -1.5", [-1, -1.5, -2], [true, false, false]],
    ] as const;
    for (const [text, values, expected] of cases) {
      const condition = parseCondition(`queue.length ${text}`);
      expect(condition?.metric).toBe("queue.length");
      expect(values.map((value) => condition !== null && holds(condition, value))).toEqual(expected);
    }
  });

  it("is nothing else", () => {
    for (const text of ["", "queue.length", "3 > 2", "queue.length > many", "queue.length > 3 d", "a b > 1"])
      expect(parseCondition(text)).toBeNull();
  });
});
