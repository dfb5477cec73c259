import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GlobalRound, globalRoundUs } from "./global-round.js";

const five: GlobalRound = {
  archives: 5,
  maker: 0,
  kindOf: (archive) => archive,
  quorum: 4,
  voteRounds: 2,
  proposalBytes: 1000,
  voteBytes: 10,
  sendUs: () => 100,
};

/** From this archive on all are far away. */
const farFrom = (archive: number) => (from: number, to: number) => (from >= archive || to >= archive ? 10_000 : 100);

/** The same, archive by archive. */
function eachUs({
  archives,
  maker,
  quorum,
  voteRounds,
  proposalBytes,
  voteBytes,
  sendUs,
}: GlobalRound): readonly number[] {
  const all = Array.from({ length: archives }, (_, archive) => archive);
  let readyUs = all.map((archive) => (archive === maker ? 0 : sendUs(maker, archive, proposalBytes, 0)));
  for (let votes = 0; votes < voteRounds; votes++) {
    const votedUs = readyUs;
    readyUs = all.map((archive) => {
      const arrivals = all
        .map((voter) => votedUs[voter] + (voter === archive ? 0 : sendUs(voter, archive, voteBytes, votedUs[voter])))
        .sort((a, b) => a - b);
      return Math.max(votedUs[archive], arrivals[quorum - 1]);
    });
  }
  return readyUs;
}

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

  it("is that of each archive by itself where those of one kind are alike, however many there are", () => {
    const kinds = fc.integer({ min: 1, max: 4 });
    const ways = fc.array(fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constant(Infinity)), {
      minLength: 16,
      maxLength: 16,
    });
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        fc.nat(),
        ways,
        (kindCount, archives, who, share, way) => {
          const kindOf = (archive: number): number => (archive * 7 + who) % kindCount;
          const round: GlobalRound = {
            ...five,
            archives,
            maker: who % archives,
            quorum: 1 + (share % archives),
            kindOf,
            sendUs: (from, to, bytes, atUs) => way[4 * kindOf(from) + kindOf(to)] + bytes + (atUs > 500 ? 300 : 0),
          };
          expect(globalRoundUs(round)).toEqual(eachUs(round));
        },
      ),
    );
  });
});
