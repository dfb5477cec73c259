import { describe, expect, it } from "vitest";
import { type GlobalRound, globalRoundUs } from "./global-round.js";

const five: GlobalRound = {
  archives: 5,
  maker: 0,
  quorum: 4,
  voteRounds: 2,
  proposalBytes: 1000,
  voteBytes: 10,
  sendUs: () => 100,
};

/** From this archive on all are far away. */
const farFrom = (archive: number) => (from: number, to: number) => (from >= archive || to >= archive ? 10_000 : 100);

describe("the round of a global frame", () => {
  it("takes a proposal and two rounds of votes in Simplex, and one before", () => {
    expect(globalRoundUs(five)).toEqual([300, 300, 300, 300, 300]);
    expect(globalRoundUs({ ...five, voteRounds: 1 })).toEqual([200, 200, 200, 200, 200]);
  });

  it("waits for the slowest of a quorum, not for the slowest of all", () => {
    // Of five four suffice: one far away is waited for by nobody, two are.
    expect(globalRoundUs({ ...five, sendUs: farFrom(4) })).toEqual([300, 300, 300, 300, 10_200]);
    expect(globalRoundUs({ ...five, sendUs: farFrom(3) }).slice(0, 3)).toEqual([20_100, 20_100, 20_100]);
  });

  it("goes by bytes", () => {
    expect(globalRoundUs({ ...five, sendUs: (_from, _to, bytes) => Number(bytes) })).toEqual(Array(5).fill(1020));
  });

  it("of an archive alone takes no time", () => {
    expect(globalRoundUs({ ...five, archives: 1, quorum: 1 })).toEqual([0]);
  });
});
