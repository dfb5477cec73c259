/**
 * What a mesh over several topics at once lacks, and whom it takes: a composite mesh of BlossomSub keeps `degree` peers in all for a mask of
 * several slices. Peers that listen to all of them are the same, others are brokers on some.
 */

/** Peers that are wanted among those of a composite mesh: that listen to all its topics, and the least that are left alone. */
export interface SamePeers {
  readonly wanted: number;
  readonly low: number;
}

/** Peers of a mesh, in all, and of them the same and the outbound ones. */
export interface Standing {
  readonly all: number;
  readonly same: number;
  readonly outbound: number;
}

export interface CompositeDegrees {
  readonly degree: number;
  readonly degreeLow: number;
  readonly degreeHigh: number;
  readonly degreeScore: number;
  readonly degreeOut: number;
  readonly degreeSame: SamePeers;
}

/** A peer that may be taken or is to be kept; `k` is its number. */
export interface Candidate {
  readonly k: number;
  readonly isSame: boolean;
  readonly isOutbound: boolean;
}

/** Whether there are too few, too many, too few outbound ones, or too few that are the same. */
export const isLacking = ({ all, same, outbound }: Standing, d: CompositeDegrees): boolean =>
  all < d.degreeLow || all > d.degreeHigh || outbound < d.degreeOut || same < d.degreeSame.low;

/**
 * Whom a mesh takes of candidates in drawn order. Too small, it is filled up: with the same peers, until there are as many as wanted, then with whoever
 * comes. Large enough, it takes the same, where there are less than the least, and then outbound ones.
 */
export function taken(standing: Standing, candidates: readonly Candidate[], d: CompositeDegrees): readonly number[] {
  const chosen: Candidate[] = [];
  const take = (count: number, is: (one: Candidate) => boolean): void => {
    const found = candidates.filter((one) => is(one) && !chosen.includes(one));
    for (const one of found.slice(0, Math.max(0, count))) chosen.push(one);
  };
  const same = standing.same;
  if (standing.all < d.degreeLow) {
    const room = d.degree - standing.all;
    take(Math.min(room, d.degreeSame.wanted - same), ({ isSame }) => isSame);
    take(room - chosen.length, () => true);
  } else if (same < d.degreeSame.low) take(d.degreeSame.wanted - same, ({ isSame }) => isSame);
  if (standing.all + chosen.length >= d.degreeLow) {
    const outbound = standing.outbound + chosen.filter(({ isOutbound }) => isOutbound).length;
    take(d.degreeOut - outbound, ({ isOutbound }) => isOutbound);
  }
  return chosen.map(({ k }) => k);
}

/** Who stays in a mesh that is too large, of its peers by rank: the best, then the same and outbound ones as wanted, then whoever comes. */
export function kept(ranked: readonly Candidate[], d: CompositeDegrees): readonly number[] {
  const chosen = ranked.slice(0, d.degreeScore);
  const keep = (wanted: number, is: (one: Candidate) => boolean): void => {
    const missing = Math.min(wanted - chosen.filter(is).length, d.degree - chosen.length);
    const found = ranked.filter((one) => is(one) && !chosen.includes(one));
    for (const one of found.slice(0, Math.max(0, missing))) chosen.push(one);
  };
  keep(d.degreeSame.wanted, ({ isSame }) => isSame);
  keep(d.degreeOut, ({ isOutbound }) => isOutbound);
  keep(d.degree, () => true);
  return chosen.map(({ k }) => k);
}
