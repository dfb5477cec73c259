/**
 * One view of a shard, from the global frame that it is made on to the votes that it is paid for, all times in microseconds from the
 * moment of that frame:
 *
 * ```
 *   leader hears the frame ──proposal──► voter, who has heard it too ──vote──► leader: quorum, certificate
 *                                                              ┌──────certificate──────┘
 *                                        (Simplex)   voter ◄───┘ ──vote──► leader: quorum, final
 * ```
 *
 * Assumption: certificates are those that the leader collects, though each member may collect its own.
 */
import type { DurationUs } from "../../../../sim/units/quantity-types.js";

export interface View {
  /** Voters, by number from 0; the leader is one of them. */
  readonly voters: number;
  readonly leader: number;
  /** Votes that make a certificate. */
  readonly quorum: number;
  /** Rounds of votes until the frame is final. */
  readonly rounds: number;
  /** When a voter hears of the global frame; `Infinity`: it does not. */
  readonly heardUs: (voter: number) => DurationUs;
  /**
   * Times of a message that is sent at a moment, with waiting and jitter: of the leader to a voter, and back; round 0 begins with the proposal.
   * `Infinity`: it never arrives.
   */
  readonly outUs: (voter: number, round: number, sentUs: DurationUs) => DurationUs;
  readonly backUs: (voter: number, round: number, sentUs: DurationUs) => DurationUs;
}

export interface ViewTimes {
  /** When the leader has the final vote of each voter; its own when it casts it; `Infinity`: never. */
  readonly votedUs: readonly DurationUs[];
  /** When it has so many of them that the frame is final; Infinity where there are too few voters. */
  readonly finalUs: DurationUs;
}

export function viewTimes({ voters, leader, quorum, rounds, heardUs, outUs, backUs }: View): ViewTimes {
  const all = Array.from({ length: voters }, (_, voter) => voter);
  let sentUs = heardUs(leader);
  let votedUs: readonly DurationUs[] = [];
  for (let round = 0; round < rounds; round++) {
    const fromUs = sentUs;
    votedUs = all.map((voter) => {
      if (voter === leader) return fromUs;
      const readyUs = Math.max(fromUs + outUs(voter, round, fromUs), heardUs(voter));
      return readyUs + backUs(voter, round, readyUs);
    });
    sentUs = votedUs.toSorted((a, b) => a - b)[quorum - 1] ?? Infinity;
  }
  return { votedUs, finalUs: sentUs };
}
