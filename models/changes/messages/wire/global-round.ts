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
import { type Kind, kindsOf } from "./kinds.js";
import type { Bytes, DurationUs } from "../../../../sim/units/quantity-types.js";

export interface GlobalRound {
  readonly archives: number;
  readonly maker: number;
  /** What decides how long messages take from an archive and to it: those of one kind are alike. From 0. */
  readonly kindOf: (archive: number) => number;
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

/** By archive: microseconds from the frame's moment until it has the frame; `Infinity`: it never does. Time and memory follow kinds, squared, and archives. */
export function globalRoundUs(round: GlobalRound): readonly DurationUs[] {
  const { maker, quorum, voteRounds, proposalBytes, voteBytes, sendUs } = round;
  const { groups, groupOf } = groupsOf(round);
  let readyUs = groups.map(({ first }) => (first === maker ? 0 : sendUs(maker, first, proposalBytes, 0)));
  for (let votes = 0; votes < voteRounds; votes++) {
    const votedUs = readyUs;
    readyUs = groups.map((to, g) => {
      const arrivals = groups.flatMap((from, k): Arrivals[] => {
        const sentUs = votedUs[k];
        if (k !== g) return [{ count: from.count, us: sentUs + sendUs(from.first, to.first, voteBytes, sentUs) }];
        const own = { count: 1, us: sentUs };
        if (to.count === 1) return [own];
        return [own, { count: to.count - 1, us: sentUs + sendUs(to.last, to.first, voteBytes, sentUs) }];
      });
      return Math.max(votedUs[g], arrivalOf(arrivals, quorum));
    });
  }
  return groupOf.map((g) => readyUs[g]);
}

/** Archives by their kinds, and the maker before them as one of its own: what is sent by one of a kind, or to one, takes as long as with any other. */
function groupsOf({ archives, maker, kindOf }: GlobalRound) {
  const all = Array.from({ length: archives }, (_, archive) => archive);
  const others = kindsOf(
    all.filter((archive) => archive !== maker),
    kindOf,
  );
  const groups: readonly Kind[] = [{ kind: -1, first: maker, last: maker, count: 1 }, ...others];
  const placeOf = new Map(groups.map(({ kind }, place) => [kind, place]));
  const groupOf = all.map((archive) => (archive === maker ? 0 : placeOf.get(kindOf(archive))!));
  return { groups, groupOf };
}

/** Votes that arrive at one moment. */
interface Arrivals {
  readonly count: number;
  readonly us: DurationUs;
}

/** When the n-th of all votes is there. */
function arrivalOf(arrivals: readonly Arrivals[], n: number): DurationUs {
  let left = n;
  for (const { count, us } of arrivals.toSorted((a, b) => a.us - b.us)) if ((left -= count) <= 0) return us;
  return Number.POSITIVE_INFINITY;
}
