import { describe, expect, it } from "vitest";
import { ChangeLedger } from "../../state/ledger/change-ledger.js";
import { burstsOf, largestBursts, totalOf } from "./bursts.js";

const note = (
  ledger: ChangeLedger,
  frames: readonly number[],
  code: "outage" | "timeline",
  operatorClass = 0,
): void => {
  for (const frame of frames)
    ledger.note({ what: "goes offline", cause: { code }, frame, prover: frame, operatorClass, shard: -1 });
};

const frames = { first: 0, last: 36_000 };

describe("bursts of the ledger", () => {
  it("join windows that are neighbours, over causes and classes, the largest part first", () => {
    const ledger = new ChangeLedger();
    note(ledger, [355, 356], "outage");
    note(ledger, [361, 362, 363], "timeline", 1);
    note(ledger, [2000], "outage");
    const [first, second, ...others] = burstsOf(ledger, { what: "goes offline" });
    expect(others).toEqual([]);
    expect(first).toMatchObject({ changes: 5, frame: 355, untilFrame: 719 });
    expect(first.parts.map(({ cause, changes }) => [cause, changes])).toEqual([["timeline", 3], ["outage", 2]]); // prettier-ignore
    expect(second).toMatchObject({ changes: 1, frame: 2000 });
    expect(burstsOf(ledger, { what: "goes offline", causes: ["timeline"] })).toHaveLength(1);
    expect(totalOf(ledger, { what: "goes offline", operatorClass: 0 })).toMatchObject({ changes: 3, frame: 355 });
    expect(totalOf(ledger, { what: "halts" })).toBeNull();
  });

  it("are told where they are far more than usual, and not where that many always come", () => {
    const steady = new ChangeLedger();
    note(steady, Array.from({ length: 1000 }, (_unused, k) => k * 36), "outage"); // prettier-ignore
    expect(largestBursts(steady, { what: "goes offline" }, { least: 5, frames })).toEqual([]);
    note(steady, Array.from({ length: 60 }, () => 36_010), "timeline"); // prettier-ignore
    expect(largestBursts(steady, { what: "goes offline" }, { least: 5, frames }).map(({ frame }) => frame)).toEqual([36_010]); // prettier-ignore
    expect(largestBursts(steady, { what: "goes offline" }, { least: 100, frames })).toEqual([]);
  });
});
