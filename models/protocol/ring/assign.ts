import { ascending, byBytes } from "../ground/compare.js";
import type { RuleSwitches } from "../ground/rule-sets.js";

/** What decides a prover's ring position among the active provers of one shard. */
export interface RingCandidate {
  /** 32 bytes, lower-case hex; the last tie-break, so it must differ between provers. */
  readonly address: string;
  /** Frame of the join request; 0 when it was never recorded. */
  readonly joinFrame: number;
  /** Frame at which the join was confirmed; stands in for a join frame of 0. */
  readonly joinConfirmFrame?: number | undefined;
  /** Points; see `seniority.unit`. */
  readonly seniority: number | bigint;
}

export type RingOrder = RuleSwitches["ringOrder"];

/** Whether seniority has a part in an order: in all of them but that of October. */
export const followsSeniority = (order: RingOrder): boolean => order !== "joinFrameAddress";

/**
 * Frame that counts for a prover's ring position: that of its join, or, but for `joinFrameAddress`, that of the confirmation where the
 * join's is 0.
 */
export function arrivalFrame(joinFrame: number, joinConfirmFrame: number, order: RingOrder): number {
  return joinFrame === 0 && order !== "joinFrameAddress" ? joinConfirmFrame : joinFrame;
}

const arrivalOf = ({ joinFrame, joinConfirmFrame = 0 }: RingCandidate, order: RingOrder): number =>
  arrivalFrame(joinFrame, joinConfirmFrame, order);

/**
 * Puts together how two provers compare by arrival (earlier first) and by seniority (higher first); 0 when only their
 * addresses can tell. `joinFrameFirst`: arrival decides, then seniority. `joinFrameAddress`: arrival alone. `seniorityFirst`: seniority,
 * then arrival.
 * `append` (2.0) fills rings in order of arrival, higher seniority first within a frame, which for a set of provers
 * without gaps is the same order as `joinFrameFirst`. Source: protocol.md `ring.assign` (node; seniority first: seed, page).
 */
export function standingOrder(order: RingOrder, by: { readonly arrival: number; readonly seniority: number }): number {
  if (!followsSeniority(order)) return by.arrival;
  return order === "seniorityFirst" ? by.seniority || by.arrival : by.arrival || by.seniority;
}

/** Negative when `a` stands before `b`: by standing, then by address ascending. Source: protocol.md `ring.assign`. */
export function compareRingOrder(a: RingCandidate, b: RingCandidate, order: RingOrder): number {
  const arrival = ascending(arrivalOf(a, order), arrivalOf(b, order));
  const seniority = ascending(b.seniority, a.seniority);
  return standingOrder(order, { arrival, seniority }) || byBytes(a.address, b.address);
}

/** Rings are counted in 8 bits, so ring 256 is ring 0 again. */
const ringCountLimit = 256;

/** Ring (from 0, which pays most) of the prover at `rank` (from 0); wraps at 256 as the node's 8-bit counter does. */
export function ringOfRank(rank: number, ringSize: number): number {
  return Math.floor(rank / ringSize) % ringCountLimit;
}

export interface RingAssignment {
  readonly rankOrder: readonly string[];
  /** Ring of `rankOrder[k]` at position k. */
  readonly rings: readonly number[];
}

/**
 * Ring positions of all active provers of one shard: sorted by `ringOrder`, then cut into rings of `ringSize`. The order of
 * the input does not matter. Whoever joins later stands behind, however senior (default order); when somebody leaves,
 * all behind move inward, because the node does this anew for every shard frame.
 * Source: protocol.md `ring.assign` (node go: global_prover_shard_update.go).
 */
export function assignRings(
  provers: readonly RingCandidate[],
  { ringOrder, ringSize }: Pick<RuleSwitches, "ringOrder" | "ringSize">,
): RingAssignment {
  const sorted = provers.toSorted((a, b) => compareRingOrder(a, b, ringOrder));
  return {
    rankOrder: sorted.map((prover) => prover.address),
    rings: sorted.map((_prover, rank) => ringOfRank(rank, ringSize)),
  };
}
