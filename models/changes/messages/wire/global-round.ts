/**
 * When archives have a global frame that one of them makes, by messages in full mesh: the proposal, then a round of votes until the frame
 * is certified, and in Simplex a second one until it is final.
 *
 * ```
 *   maker ──proposal──► others ──votes──► everybody: quorum ──votes──► everybody: quorum, final
 * ```
 *
 * Assumptions: copies of a message to all others leave together, so that the last one counts; jitter is its mean; all
 * archives vote: one that is offline makes a quorum no slower.
 */
import type { Bytes, DurationUs } from "../../../../sim/units/quantity-types.js";

export interface GlobalRound {
  readonly archives: number;
  readonly maker: number;
  readonly quorum: number;
  readonly voteRounds: number;
  readonly proposalBytes: Bytes;
  readonly voteBytes: Bytes;
  /**
   * From the moment at which `from` begins to send one message of so many bytes to all others, `atUs` after the frame's, until `to` has it;
   * `Infinity`: it never does.
   */
  readonly sendUs: (from: number, to: number, bytes: Bytes, atUs: DurationUs) => DurationUs;
}

/** By archive: microseconds from the frame's moment until it has the frame; `Infinity`: it never does. */
export function globalRoundUs(round: GlobalRound): readonly DurationUs[] {
  const { archives, maker, quorum, voteRounds, proposalBytes, voteBytes, sendUs } = round;
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
