import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bn254Order } from "../distance.js";
import { branchScore, chooseBranch, nodeForkChoice } from "./choose.js";
import { appFrameDistance, takenAtOnce } from "./distance.js";
import { frameScore, rho, scale } from "./frame-score.js";
import { signerWeight, unsignedWeight } from "./signer-weight.js";

const seed = { seed: 1 };
const u64 = fc.bigInt({ min: 0n, max: scale });
const frame = fc.record({ distance: u64, weight: u64, prover: fc.constantFrom("a", "b", "c", "d") });
const branch = fc.array(frame, { maxLength: 12 });

/** Score of a branch of perfect frames by these makers. */
const scoreBy = (makers: string): bigint =>
  branchScore(
    Array.from(makers, (prover) => ({ distance: 0n, weight: scale, prover })),
    nodeForkChoice,
  );

describe("frame scores", () => {
  it("lie between 0 and one whole and fall with distance", () => {
    fc.assert(
      fc.property(frame, u64, (one, other) => {
        const score = frameScore(one, nodeForkChoice);
        expect(score >= 0n && score <= scale).toBe(true);
        const further = { ...one, distance: one.distance > other ? one.distance : other };
        expect(frameScore(further, nodeForkChoice) <= score).toBe(true);
      }),
      seed,
    );
  });

  it("are 0 for nearness at and beyond the greatest distance", () => {
    expect([0n, 500n, 1_000n, 5_000n].map((distance) => rho(distance, 1_000n))).toEqual([scale, scale / 2n, 0n, 0n]);
  });
});

describe("the choice between branches", () => {
  it("is a branch that no other beats by more than the margin", () => {
    fc.assert(
      fc.property(fc.array(branch, { minLength: 1, maxLength: 5 }), fc.nat(6), u64, (branches, previous, eps) => {
        const scores = branches.map((one) => branchScore(one, nodeForkChoice));
        const chosen = chooseBranch(scores, previous, eps);
        for (const score of scores) expect(score <= (scores[chosen] ?? 0n) + eps).toBe(true);
      }),
      seed,
    );
  });

  it("stays where it was among equals, and even out of range when nothing beats it", () => {
    expect(chooseBranch([5n, 5n, 5n], 2, 0n)).toBe(2);
    expect(chooseBranch([0n, 0n], 7, 0n)).toBe(7);
    expect(chooseBranch([], -1, 0n)).toBe(-1);
    expect(chooseBranch([1n, 1n], 7, 0n)).toBe(0);
  });

  it("favours many makers over one, by at most a tenth", () => {
    const [alone, mixed] = [scoreBy("aaaaa"), scoreBy("abcde")];
    expect(mixed > alone).toBe(true);
    expect((mixed * 100n) / alone).toBe(107n); // 1.10 against 1.02
    expect(branchScore([], nodeForkChoice)).toBe(0n);
  });
});

describe("weights and distances", () => {
  it("count heads, not seniority, and leave out equivocators", () => {
    expect(signerWeight(6, 2)).toBe(signerWeight(4, 0));
    expect([signerWeight(3, 3), signerWeight(0, 0), signerWeight(1, 2)]).toEqual([0n, 0n, 0n]);
    expect(unsignedWeight).toBe(signerWeight(1, 0));
    expect(signerWeight(64, 0) <= scale).toBe(true);
  });

  it("put the expected maker at 0 and the farthest at half the circle", () => {
    expect(appFrameDistance(123n, 0n, scale, true)).toBe(0n);
    expect(appFrameDistance(bn254Order / 2n, 0n, 1_000n, false)).toBe(499n);
  });

  it("a head far enough ahead is taken without comparison", () => {
    expect([10, 11].map((ahead) => takenAtOnce(ahead, "global"))).toEqual([false, true]);
    expect([360, 361].map((ahead) => takenAtOnce(ahead, "app"))).toEqual([false, true]);
  });
});
