/** Provers who stand equal before the order of a shard's rings, and how many of them are one operator's. */
import { counted } from "../../../sim/units/readable.js";
export interface Candidates {
  readonly provers: number;
  readonly own: number;
  /** Positions that go to the first of them: those of ring 0 that are free. */
  readonly seats: number;
}

/** Ways to fill the seats, and those of them by which at least so many go to the operator. */
export interface CaptureOdds {
  readonly ways: bigint;
  readonly of: bigint;
}

/**
 * How often an operator gets at least so many of the first ring positions where nothing but addresses decides, which are hashes: provers
 * that join in one frame. The upper tail of the hypergeometric distribution, exact. Throws `RangeError` for more own provers than there are.
 * Source: protocol.md `ring.captureTail` (assumption: addresses are uniform, as hashes are; it follows from `ring.assign`).
 */
export function captureTail({ provers, own, seats }: Candidates, atLeast: number): CaptureOdds {
  if (own > provers) throw new RangeError(`${counted(own, "own prover")} of ${provers}`);
  const filled = Math.min(seats, provers);
  let ways = 0n;
  for (let k = Math.max(0, atLeast); k <= Math.min(own, filled); k++)
    ways += choose(own, k) * choose(provers - own, filled - k);
  return { ways, of: choose(provers, filled) };
}

/** Binomial coefficient; 0 where more are taken than there are. */
function choose(from: number, take: number): bigint {
  if (take < 0 || take > from) return 0n;
  let found = 1n;
  for (let k = 1; k <= Math.min(take, from - take); k++) found = (found * BigInt(from - k + 1)) / BigInt(k);
  return found;
}
