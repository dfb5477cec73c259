import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteCount } from "../../units/dimensions.js";
import { figureKind, figureName, figureUnit } from "./figure.js";
import { figureMessages as messages } from "./messages.js";
import type { MetricInfo } from "./metric-info.js";
import { metricList, parseFigure } from "./parse.js";
import { reductions, reductionWords } from "./reduction-list.js";

const about = "of a test";
const length: MetricInfo = { name: "queue.length", unit: "jobs", about, kind: "count", course: "level" };
const odd: MetricInfo = { ...length, name: "queue.length[kind=a] (b, > c]" };
const load: MetricInfo = { name: "queue.load", unit: "share", about, kind: "share", course: "level" };
const disk: MetricInfo = {
  name: "disk",
  unit: "bytes",
  about,
  kind: "amount",
  course: "level",
  dimension: byteCount,
};
const wait: MetricInfo = { name: "queue.wait", unit: "hours", about, kind: "duration", course: "level" };
const served: MetricInfo = { name: "queue.served", unit: "jobs", about, kind: "count", course: "total" };
const late: MetricInfo = { name: "queue.late[kind=fast]", unit: "jobs", about, kind: "count", course: "end" };
const paid: MetricInfo = { name: "paid_eur[kind=fast]", unit: "EUR", about, kind: "amount", course: "end" };
const metrics = metricList([length, odd, load, disk, wait, served, late, paid]);

function read(text: string) {
  const parsed = parseFigure(text, metrics);
  return parsed.ok
    ? [figureName(parsed.figure), figureUnit(parsed.figure), parsed.figure.bound?.value]
    : parsed.problem;
}

describe("figures as people write them", () => {
  it.each([
    ["queue.length", "queue.length", "jobs", undefined],
    ["last(queue.length)", "queue.length", "jobs", undefined],
    ["max queue.length", "max(queue.length)", "jobs", undefined],
    [" max ( queue.length ) ", "max(queue.length)", "jobs", undefined],
    ["mean(queue.load)", "mean(queue.load)", "share", undefined],
    ["warmUp(queue.load)", "warmUp(queue.load)", "hours", undefined],
    ["integral(queue.length)", "integral(queue.length)", "job-hours", undefined],
    ["timeAbove(queue.load, 5 %)", "timeAbove(queue.load, 5 %)", "hours", 0.05],
    ["timeBelow(queue.load,  0.5)", "timeBelow(queue.load, 0.5)", "hours", 0.5],
    ["first(queue.length>10)", "first(queue.length > 10)", "hours", 10],
    ["first queue.length >= 10 jobs", "first(queue.length >= 10 jobs)", "hours", 10],
    ["first(queue.length == 1 job)", "first(queue.length = 1 job)", "hours", 1],
    ["always(disk <= 2 GB)", "always(disk <= 2 GB)", "share", 2e9],
    ["first(queue.wait > 90 min)", "first(queue.wait > 90 min)", "hours", 1.5],
    ["max(queue.served)", "max(queue.served)", "jobs", undefined],
    ["queue.late[kind=fast]", "queue.late[kind=fast]", "jobs", undefined],
    ["paid[kind=fast]", "paid_eur[kind=fast]", "EUR", undefined],
    [`max(${odd.name})`, `max(${odd.name})`, "jobs", undefined],
    [`first(${odd.name} > 3)`, `first(${odd.name} > 3)`, "hours", 3],
  ])("%s is %s, in %s", (text, name, unit, value) => {
    expect(read(text)).toEqual([name, unit, value]);
  });

  it.each([
    ["", { at: 0, length: 1, message: messages.empty() }],
    ["max()", { at: 4, length: 1, message: messages.noMetricWritten("max") }],
    [
      "maxx(queue.length)",
      {
        at: 0,
        length: 4,
        message: messages.noReduction("maxx", reductionWords),
        misspelt: { word: "maxx", known: reductionWords },
      },
    ],
    [
      "max(queue.lenght)",
      {
        at: 4,
        length: 12,
        message: messages.noMetric("queue.lenght", [...metrics.keys()]),
        misspelt: { word: "queue.lenght", known: [...metrics.keys()] },
      },
    ],
    ["max(queue.length", { at: 16, length: 1, message: messages.notClosed() }],
    ["max(queue.length) + 1", { at: 18, length: 3, message: messages.tooMuch("+ 1") }],
    ["queue.length > 1", { at: 13, length: 3, message: messages.tooMuch("> 1") }],
    ["first(queue.length)", { at: 18, length: 1, message: messages.needsCondition("first", "queue.length") }],
    ["timeAbove(queue.length)", { at: 22, length: 1, message: messages.needsLimit("timeAbove", "queue.length") }],
    ["first(queue.length > )", { at: 21, length: 1, message: messages.noNumber("") }],
    ["first(queue.length > many)", { at: 21, length: 4, message: messages.noNumber("many") }],
    ["first(queue.length > 3 GB)", { at: 21, length: 4, message: messages.otherUnit("3 GB", "jobs") }],
    ["first(queue.length > -3)", { at: 21, length: 2, message: messages.outside("-3", "not below 0") }],
    [
      "timeAbove(queue.load, 5)",
      { at: 22, length: 1, message: messages.outside("5", "from 0 to 1, or from 0 % to 100 %") },
    ],
  ])("%s is refused with its place", (text, problem) => {
    expect(read(text)).toEqual(problem);
  });

  it("are none of a metric that cannot have them, which says why", () => {
    expect(read("mean(queue.served)")).toMatchObject({ message: expect.stringContaining("since the start") });
    expect(read("max(queue.late[kind=fast])")).toMatchObject({
      message: expect.stringContaining("when a run is over"),
    });
    expect(read("integral(queue.load)")).toMatchObject({ message: expect.stringContaining("only counts") });
  });

  it("read back what they are called, whatever was written; nothing that is written throws", () => {
    const word = fc.constantFrom(
      ...reductions.map(({ name }) => name),
      "2033",
      "3 d",
      ...metrics.keys(),
      "(",
      ")",
      ",",
      ">",
      "=",
      "5 %",
      "3",
      " ",
      "]",
    );
    const isRead = fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      const text = words.join("");
      const parsed = parseFigure(text, metrics);
      if (!parsed.ok) return parsed.problem.at <= text.length;
      const again = parseFigure(figureName(parsed.figure), metrics);
      return again.ok && isDeepStrictEqual(again.figure, parsed.figure);
    });
    expect(fc.check(isRead, { seed: 3, numRuns: 2000 }).failed).toBe(false);
  });

  it("have the kind of their metric, or that of a time or a share", () => {
    const kinds = ["max(queue.load)", "first(queue.load > 5 %)", "always(queue.load > 5 %)"].map((text) => {
      const parsed = parseFigure(text, metrics);
      return parsed.ok && figureKind(parsed.figure);
    });
    expect(kinds).toEqual(["share", "duration", "share"]);
  });
});
