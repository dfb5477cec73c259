import { describe, expect, it } from "vitest";
import { metricList } from "../../figures/parse.js";
import { figureMessages } from "../../figures/messages.js";
import { reductionWords } from "../../figures/reduction-list.js";
import { figureName } from "../../figures/figure.js";
import { coinModel } from "../../../../test/coin-model.js";
import { type Claim, claimText, figuresOf } from "../claim.js";
import { claimMessages as messages } from "../claim-messages.js";
import { isSo, type ValueOf } from "../event.js";
import { parseClaim } from "./parse-claim.js";

const metrics = metricList(coinModel.metricsOf());
const dayUs = 86_400_000_000;
const words = [...reductionWords, "P", "median", "q99", "ever", "never", "final"];

function read(text: string): Claim {
  const parsed = parseClaim(text, metrics, 2 * dayUs);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value;
}

/** Whether the event of an expectation is so in a run with these values. */
function isSoIn(text: string, values: { readonly [figure: string]: number | null }): boolean | null {
  const claim = read(text);
  if (claim.kind !== "probability" && claim.kind !== "every") throw new Error("no event");
  const valueOf: ValueOf = (name) => {
    if (!(name in values)) throw new Error(`${name} is not asked for`);
    return values[name];
  };
  return isSo(claim.event, valueOf);
}

describe("expectations", () => {
  it.each([
    ["P(queue.length > 10) <= 1e-3 @ 99%", "P(ever queue.length > 10) <= 1e-3 @ 99%"],
    ["P( final queue.length>10 )<0.5", "P(final queue.length > 10) < 0.5 @ 95%"],
    ["P(queue.wait > 3 h or not (always queue.length < 9 and max queue.idle <= 5 %)) >= 90 % @ 0.8",
      "P(queue.wait > 3 h or (not (always queue.length < 9 and max(queue.idle) <= 5 %))) >= 90 % @ 80%"], // prettier-ignore
    ["mean(queue.length) in [4, 6 jobs] @ 95%", "mean(mean(queue.length)) in [4, 6 jobs] @ 95%"],
    ["mean(queue.length) in [4, 6] jobs @ 95%", "mean(mean(queue.length)) in [4 jobs, 6 jobs] @ 95%"],
    ["mean(last queue.length) < 6", "mean(queue.length) < 6 @ 95%"],
    ["mean(queue.wait) >= 10 min", "mean(queue.wait) >= 10 min @ 95%"],
    ["q99(max(queue.length)) < 20", "q99(max(queue.length)) < 20 @ 95%"],
    ["median(queue.wait) < 2 h @ 99.9 %", "median(queue.wait) < 2 h @ 99.9%"],
    [
      "P(queue.length > 10 within 12 h of timeline.cut) <= 5 %",
      "P(ever queue.length > 10 within 12 h of timeline.cut) <= 5 % @ 95%",
    ],
    ["never(queue.length > 10 within 12 h of timeline.cut[label=a b])", "never queue.length > 10 within 12 h of timeline.cut[label=a b] @ 95%"], // prettier-ignore
    ["first(queue.length > 10) > 6 h within 1 d of timeline.cut @ 90%", "first(queue.length > 10) within 1 d of timeline.cut > 6 h @ 90%"], // prettier-ignore
    ["max(queue.length) beyond 1 d of timeline.cut.ends < 5 and always queue.length < 9 within 1 h of timeline.cut", "max(queue.length) beyond 1 d of timeline.cut.ends < 5 and always queue.length < 9 within 1 h of timeline.cut @ 95%"], // prettier-ignore
    ["mean(queue.length within 1 h of timeline.cut) < 5", "mean(mean(queue.length) within 1 h of timeline.cut) < 5 @ 95%"], // prettier-ignore
    ["always queue.idle < 1/3", "always queue.idle < 1/3 @ 95%"],
    ["never(queue.length > 10) and first(queue.length > 2) > 1 d", "never queue.length > 10 and first(queue.length > 2) > 1 d @ 95%"], // prettier-ignore
  ])("are read, and have one way of writing: %s", (text, written) => {
    expect(claimText(read(text))).toBe(written);
    expect(read(claimText(read(text))).kind).toBe(read(text).kind);
  });

  it("count in the unit of their figure, whatever unit they are written in", () => {
    expect(read("q50(queue.wait) < 2 d")).toMatchObject({ bound: 48, unit: "hours", share: 0.5 });
    expect(read("mean(queue.wait) in [1, 2] d")).toMatchObject({ lower: 24, upper: 48 });
    expect(read("mean(queue.idle) in [1/4, 75 %]")).toMatchObject({ lower: 0.25, upper: 0.75 });
    expect(read("P(queue.length > 1) <= 1 %")).toMatchObject({ bound: 0.01, confidence: 0.95 });
  });

  it("ask for what tells them, and for one figure that tells whether anything was measured", () => {
    expect(figuresOf(read("never queue.length > 10")).map(figureName)).toEqual([
      "always(queue.length <= 10)",
      "max(queue.length)",
    ]);
    expect(isSoIn("never queue.length > 10", { "always(queue.length <= 10)": 1, "max(queue.length)": 3 })).toBe(true);
    expect(isSoIn("never queue.length > 10", { "always(queue.length <= 10)": 1, "max(queue.length)": null })).toBe(
      null,
    );
  });

  it("take what did not happen for what comes after the run", () => {
    const never = { "first(queue.length > 10)": null, "max(queue.length)": 3 };
    expect(isSoIn("first(queue.length > 10) > 1 d", never)).toBe(true);
    expect(isSoIn("first(queue.length > 10) < 1 d", never)).toBe(false);
  });

  it("are joined by three values: what is not known decides nothing that is known", () => {
    const values = { "max(queue.length)": 3, "max(queue.idle)": null };
    expect(isSoIn("max(queue.length) > 5 and max(queue.idle) > 0.5", values)).toBe(false);
    expect(isSoIn("max(queue.length) < 5 or max(queue.idle) > 0.5", values)).toBe(true);
    expect(isSoIn("max(queue.length) < 5 and max(queue.idle) > 0.5", values)).toBe(null);
    expect(isSoIn("not max(queue.length) < 5 or max(queue.idle) > 0.5", values)).toBe(null);
  });
});

describe("expectations that cannot be", () => {
  it.each<[text: string, at: number, message: string]>([
    ["", 0, messages.empty()],
    ["P(queue.length > 1) <= 1.5", 23, messages.noProbability("1.5")],
    ["P(queue.length > 1) <= 101 %", 23, messages.noProbability("101 %")],
    ["P(queue.length > 1) <= 1e2", 23, messages.noProbability("1e2")],
    ["P(queue.length > 1) <= 0", 0, messages.noRunsShow("never")],
    ["P(queue.length > 1) >= 100 %", 0, messages.noRunsShow("always")],
    ["P(queue.length > 1) >= 0", 0, messages.probabilityAlwaysSo()],
    ["P(queue.length > 1) < 0", 0, messages.probabilityNeverSo()],
    ["P(queue.length > 1)", 19, messages.needsSide("P(ever queue.length > 1)", "<= 1 %")],
    ["P(queue.length > 1 <= 1 %", 19, messages.notClosed()],
    ["P queue.length > 1", 0, figureMessages.noReduction("P", words)],
    ["mean(queue.length)", 18, messages.needsRange()],
    ["mean(queue.length) in 4, 5", 22, messages.rangeNotClosed()],
    ["mean(queue.length) in [5, 4]", 22, messages.rangeTurned()],
    ["mean(queue.idle) in [0, 1]", 0, messages.alwaysSo("mean(queue.idle)", "from 0 to 1")],
    ["mean(queue.wait) >= 0", 0, messages.alwaysSo("queue.wait", "0 or more")],
    ["q0(queue.wait) < 1", 0, messages.noQuantile("q0")],
    ["q99.9.9(queue.wait) < 1", 0, messages.noQuantile("q99.9.9")],
    ["queue.length > 1", 0, messages.needsWhen("queue.length")],
    ["never queue.length < 0", 0, messages.neverSo("queue.length", "0 or more")],
    ["always queue.idle <= 100 %", 0, messages.alwaysSo("queue.idle", "from 0 to 1")],
    ["first(queue.length > 1) > 2 d", 0, messages.beyondRun("2 d")],
    ["mean(queue.wait) < 1 @ 100%", 23, messages.noConfidence("100%")],
    ["mean(queue.wait) < 1 @", 22, messages.noConfidence("")],
    ["mean(queue.wait) < 1 or always queue.idle < 0.5", 21, messages.joinedClaims()],
    ["always queue.wait > 1", 7, "queue.wait is known when a run is over, and not before: it has no figure over time"],
    ["always queue.length > 2 GB", 22, figureMessages.otherUnit("2 GB", "jobs")],
  ])("are refused with their place: %s", (text, at, message) => {
    const parsed = parseClaim(text, metrics, 2 * dayUs);
    expect(parsed).toMatchObject({ ok: false, problem: { at, message } });
  });

  it("are refused with the nearest metric", () => {
    expect(parseClaim("P(queue.lenght > 1) <= 1 %", metrics, dayUs)).toMatchObject({
      ok: false,
      problem: { at: 2, length: 12, misspelt: { word: "queue.lenght" } },
    });
  });
});
