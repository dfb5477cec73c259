import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { certificateAfterVotes } from "./certificate.js";
import { committeeOf, weightOfVote } from "./committee.js";
import { isSimplexCertificate, simplexLeader, simplexQuorum, simplexTimeouts } from "./simplex.js";

const committee = fc.integer({ min: 1, max: 10_000 });

describe("a quorum by head count", () => {
  it("is more than two thirds, so that two of them share more than a third", () => {
    fc.assert(
      fc.property(committee, (members) => {
        const quorum = simplexQuorum(members);
        expect(3 * quorum > 2 * members && 3 * (quorum - 1) <= 2 * members).toBe(true);
        expect(simplexQuorum(BigInt(members))).toBe(BigInt(quorum));
      }),
      { seed: 1 },
    );
  });

  it("lets one of five archives be silent, and stops when three are", () => {
    expect(isSimplexCertificate(5, [0, 1, 2, 3])).toBe(true);
    expect(isSimplexCertificate(5, [3, 4])).toBe(false);
    expect([3, 4, 5].map((members) => simplexQuorum(members))).toEqual([3, 3, 4]);
  });

  it("counts who signs twice once, and refuses strangers and empty committees", () => {
    expect(isSimplexCertificate(4, [0, 0, 1, 1])).toBe(false);
    expect(() => isSimplexCertificate(4, [4])).toThrow("4 is not in a committee of 4");
    expect(() => simplexQuorum(0)).toThrow("at least one");
  });

  it("needs three of four equal members, where seniority lets one decide", () => {
    expect(isSimplexCertificate(4, [0])).toBe(false);
    expect(certificateAfterVotes([30n, 1n, 1n, 1n], [0])).toBe(1);
    expect(weightOfVote({ seniority: 30n }, "equal")).toBe(1n);
  });
});

const members = ["0c", "0a", "0e", "0b", "0d"];

const round = (session: bigint) => [1n, 2n, 3n, 4n, 5n].map((view) => simplexLeader(session, view, members));

describe("a leader in turn", () => {
  it("comes round once in as many views as there are members, and starts elsewhere in another session", () => {
    expect(round(0n)).toEqual(["0b", "0c", "0d", "0e", "0a"]);
    expect(round(1n)).toEqual(["0c", "0d", "0e", "0a", "0b"]);
  });

  it("is the same in whatever order members are listed, and counts in 64 bits", () => {
    expect(simplexLeader(7n, 9n, members.toReversed())).toBe(simplexLeader(7n, 9n, members));
    expect(simplexLeader((1n << 64n) - 1n, 1n, members)).toBe("0a");
    expect(() => simplexLeader(0n, 1n, [])).toThrow("nobody");
  });
});

describe("timeouts of a view", () => {
  it("are half a minute unless overridden, and repeats never closer than five seconds", () => {
    expect(simplexTimeouts(0)).toEqual(simplexTimeouts(30));
    expect([1, 11, 12, 61].map((seconds) => simplexTimeouts(seconds).retryMs)).toEqual([5000, 5000, 6000, 30_000]);
    expect(simplexTimeouts(1)).toMatchObject({ leaderMs: 1000, certificationMs: 6000 });
  });
});

describe("an effective committee", () => {
  it("falls back on stored status when nobody serves", () => {
    const lapsed = { address: "0a", seniority: 1n, status: "active", effectiveStatus: "ExpiredEpoch" };
    const joining = { address: "0b", seniority: 1n, status: "joining", effectiveStatus: "Joining" };
    expect(committeeOf([lapsed, joining], "effective")).toEqual([lapsed]);
    const leaving = { ...joining, status: "leaving", effectiveStatus: "Leaving" };
    expect(committeeOf([lapsed, leaving], "effective")).toEqual([leaving]);
  });
});
