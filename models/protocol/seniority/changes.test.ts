import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import {
  accruedSeniority,
  decayedSeniority,
  seniorityMax,
  seniorityOnJoin,
  seniorityOnKick,
  seniorityOnMerge,
} from "./changes.js";
import { aggregateSeniority, firstRetroPoints, secondRetroPoints } from "./grants.js";
import { afterV20Event } from "./v20.js";

const merge = { existing: 1000n, merge: 5000n, targetAlreadySpent: false, ageFrames: 10 };

describe("seniority in 2.1", () => {
  it("adds what a merge brings to what is there, a join takes the better of the two", () => {
    expect(seniorityOnMerge(merge)).toBe(6000n);
    expect(seniorityOnJoin(1000n, 5000n)).toBe(5000n);
    expect(seniorityOnJoin(null, 0n)).toBe(0n);
  });

  it("refuses a merge that is late, spent, or brings no gain", () => {
    expect(() => seniorityOnMerge({ ...merge, ageFrames: 11 })).toThrow("10 frames");
    expect(() => seniorityOnMerge({ ...merge, targetAlreadySpent: true })).toThrow("consumed");
    expect(() => seniorityOnMerge({ ...merge, merge: 1000n })).toThrow("no more");
  });

  it("stops at the largest number of 64 bits", () => {
    expect(seniorityOnMerge({ ...merge, existing: seniorityMax - 1n, merge: seniorityMax })).toBe(seniorityMax);
  });

  it("neither grows with work nor decays, unless a switch says so", () => {
    const rules = ruleSets["v2.1-epoch"];
    expect(accruedSeniority(500n, 1000n, rules)).toBe(500n);
    expect(accruedSeniority(500n, 1000n, { seniorityAccrual: "perActiveFrame" })).toBe(10_500n);
    expect(decayedSeniority(500n, 3n, rules)).toBe(500n);
    expect(decayedSeniority(500n, 3n, { seniorityDecay: "quadratic" })).toBe(410n);
    expect(decayedSeniority(500n, 100n, { seniorityDecay: "quadratic" })).toBe(0n);
  });

  it("is lost by a kick or kept, and neither lets the key return", () => {
    expect(seniorityOnKick(500n, "zeroed")).toEqual({ seniority: 0n, canRejoin: false });
    expect(seniorityOnKick(500n, "kept")).toEqual({ seniority: 500n, canRejoin: false });
    expect(seniorityOnKick(500n, "minus10PerFault")).toEqual({ seniority: 490n, canRejoin: true });
    expect(seniorityOnKick(500n, "quadraticPenalty", 3n)).toEqual({ seniority: 410n, canRejoin: true });
  });
});

describe("seniority carried over", () => {
  it("does not count the overlapping presence of several peers twice", () => {
    const one = { months: ["jan"], third: true } as const;
    expect(aggregateSeniority([one, one, one])).toBe(aggregateSeniority([one]));
    expect(aggregateSeniority([{ third: true }, { fourth: true }])).toBe(2_592_000n + 2_678_400n);
  });

  it("reaches the highest sum with every list, and yields to a higher snapshot", () => {
    const all = { first: 157_208, months: ["jan", "feb", "mar", "apr", "may"], third: true, fourth: true } as const;
    expect(aggregateSeniority([all])).toBe(26_352_000n);
    expect(aggregateSeniority([all, { snapshot: 26_352_001n }])).toBe(26_352_001n);
    expect(aggregateSeniority([])).toBe(0n);
  });

  it("knows no reward above the list's highest, and counts a month once", () => {
    expect(() => firstRetroPoints(157_209)).toThrow("157208");
    expect(() => firstRetroPoints(0)).toThrow("first list");
    expect(secondRetroPoints(["may", "may"])).toBe(31 * 86_400);
  });
});

describe("seniority in 2.0", () => {
  const standing = { seniority: 30n, lastFrame: 1000, leaves: false };

  it("removes a prover for a fault more than a hundred frames after its last proof, and takes the points too", () => {
    expect(afterV20Event(standing, { kind: "penalty", frame: 1100 })).toMatchObject({ seniority: 20n, leaves: false });
    expect(afterV20Event(standing, { kind: "penalty", frame: 1101 })).toMatchObject({ seniority: 20n, leaves: true });
  });

  it("counts a rewarded proof as a sign of life", () => {
    const rewarded = afterV20Event(standing, { kind: "reward", frame: 1100 });
    expect(afterV20Event(rewarded, { kind: "penalty", frame: 1200 })).toMatchObject({ seniority: 30n, leaves: false });
  });

  it("removes an unknown prover at its first fault", () => {
    const unknown = { ...standing, seniority: null };
    expect(afterV20Event(unknown, { kind: "penalty", frame: 1001 })).toMatchObject({ seniority: 0n, leaves: true });
  });
});
