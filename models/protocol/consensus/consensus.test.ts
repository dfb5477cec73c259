import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RuleError } from "../ground/rule.js";
import { certificateAfterVotes } from "./certificate.js";
import { committeeOf } from "./committee.js";
import { evidenceRefusal } from "./equivocation.js";
import { finalRank } from "./finality.js";
import { namesPreviousFrame } from "./lockstep.js";
import { quorumThreshold } from "./quorum.js";
import { rankOutcome } from "./rank.js";

const seed = { seed: 1 };
const weights = fc.array(fc.bigInt({ min: 0n, max: 30_000_000n }), { minLength: 1, maxLength: 40 });
const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

describe("the quorum", () => {
  it("is two thirds rounded down, the same for plain and big numbers", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 52 }), (total) => {
        const threshold = quorumThreshold(total);
        expect(BigInt(threshold)).toBe(quorumThreshold(BigInt(total)));
        expect(threshold <= total && 3n * BigInt(threshold) <= 2n * BigInt(total)).toBe(true);
        expect(3n * BigInt(threshold + 1) > 2n * BigInt(total)).toBe(true);
      }),
      seed,
    );
  });
});

describe("a certificate", () => {
  it("forms with the first vote that brings the weight to the threshold", () => {
    fc.assert(
      fc.property(weights, fc.nat(), (all, turn) => {
        const order = all.map((_weight, k) => (k + turn) % all.length);
        const after = certificateAfterVotes(all, order);
        const gathered = (votes: number): bigint => sum(order.slice(0, votes).map((voter) => all[voter]));
        expect(gathered(after!) >= quorumThreshold(sum(all))).toBe(true);
        expect(after === 1 || gathered(after! - 1) < quorumThreshold(sum(all))).toBe(true);
      }),
      seed,
    );
  });

  it("forms with the very first vote when nobody has any seniority", () => {
    expect(certificateAfterVotes([0n, 0n, 0n, 0n, 0n, 0n], [3, 1])).toBe(1);
  });

  it("needs two of three equal members: exactly two thirds suffice", () => {
    expect(certificateAfterVotes([9n, 9n, 9n], [0, 2])).toBe(2);
  });

  it("can be held up by one member that weighs more than a third", () => {
    expect(certificateAfterVotes([70n, 10n, 10n, 10n], [1, 2, 3])).toBeNull();
  });

  it("takes nothing from members without seniority, nor from a second vote of the same member", () => {
    expect(certificateAfterVotes([9n, 0n, 9n, 9n], [0, 1])).toBeNull();
    expect(certificateAfterVotes([9n, 9n, 9n], [0, 0, 0, 1])).toBe(4);
  });

  it("without votes does not form, and with a stranger's vote is refused", () => {
    expect(certificateAfterVotes([1n], [])).toBeNull();
    expect(() => certificateAfterVotes([5n], [1])).toThrow(RuleError);
  });
});

describe("a committee", () => {
  const prover = { address: "0a", seniority: 1n };
  const fresh = { ...prover, status: "active", effectiveStatus: "Joining" };
  const leaving = { ...prover, address: "0b", status: "leaving", effectiveStatus: "Leaving" };

  it("counts a fresh member at once by stored status, and one that leaves until it is gone by effective status", () => {
    expect(committeeOf([fresh, leaving], "raw")).toEqual([fresh]);
    expect(committeeOf([fresh, leaving], "effective")).toEqual([leaving]);
  });
});

describe("ranks and frames", () => {
  it("a rank that times out makes no frame, and the next starts all the same", () => {
    expect([rankOutcome(5, "quorum"), rankOutcome(5, "timeout")]).toEqual([
      { makesFrame: true, nextRank: 6 },
      { makesFrame: false, nextRank: 6 },
    ]);
  });

  it("a state is final only by a certified child in the very next rank", () => {
    expect(finalRank([1, 2, 3, 5, 6], new Set([2, 3, 5]))).toBe(2);
    expect(finalRank([1, 2, 3, 5, 6], new Set([2, 3, 5, 6]))).toBe(5);
    expect(finalRank([1, 3, 5, 7], new Set([1, 3, 5, 7]))).toBeNull();
    expect(finalRank([], new Set())).toBeNull();
    expect(() => finalRank([2, 2], new Set())).toThrow(RuleError);
  });

  it("a shard's frame is included in the next global frame or never", () => {
    expect([9, 10, 11].map((named) => namesPreviousFrame(named, 11))).toEqual([false, true, false]);
  });

  it("evidence convicts only when every condition holds", () => {
    const proof = {
      sameNumber: true,
      sameFilter: true,
      sameKind: true,
      identical: false,
      inBoth: true,
      removed: false,
      sigsValid: true,
    };
    expect(evidenceRefusal(proof)).toBeNull();
    const conditions = Object.keys(proof) as (keyof typeof proof)[];
    for (const condition of conditions)
      expect(evidenceRefusal({ ...proof, [condition]: !proof[condition] })).toContain(condition);
  });
});
