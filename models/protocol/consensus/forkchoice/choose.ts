import { type ScoredFrame, frameScore, scale, weightPart } from "./frame-score.js";

/** Weights of fork choice; fractions are given as numerator and denominator, denominators above 0. */
export interface ForkChoiceParams {
  /** Distance that counts as infinitely far. */
  readonly rMax: bigint;
  /** Shares of nearness and of signers in a frame's score: wr/wd and wp/wd. */
  readonly wr: bigint;
  readonly wp: bigint;
  readonly wd: bigint;
  /** What a branch keeps of its score per frame: an/ad. */
  readonly an: bigint;
  readonly ad: bigint;
  /** Newest frames among which distinct makers earn the bonus. */
  readonly window: number;
  /** The most that a bonus adds: bn/bd. */
  readonly bn: bigint;
  readonly bd: bigint;
  /** What a branch must be better by. */
  readonly eps: bigint;
}

/** The node's parameters. Source: protocol.md 2.12 (node go:consensus/time/fork_choice.go). */
export const nodeForkChoice: ForkChoiceParams = {
  rMax: scale,
  wr: 7n,
  wp: 3n,
  wd: 10n,
  an: 9n,
  ad: 10n,
  window: 5,
  bn: 1n,
  bd: 10n,
  eps: 0n,
};

/**
 * Score of a branch, its frames oldest first: a decaying sum of frame scores, with a bonus for many distinct makers of
 * positive weight among the newest. 0 for an empty branch. Source: protocol.md 2.12 (node).
 */
export function branchScore(branch: readonly ScoredFrame[], params: ForkChoiceParams): bigint {
  const newest = BigInt(Math.min(params.window, branch.length));
  let raw = 0n;
  for (const frame of branch) raw = (raw * params.an) / params.ad + frameScore(frame, params);
  if (newest === 0n) return raw;
  const weighty = branch.slice(-Number(newest)).filter((frame) => weightPart(frame.weight) > 0n);
  const makers = BigInt(new Set(weighty.map((frame) => frame.prover)).size);
  const diversity = (makers * scale) / newest;
  return (raw * (scale + (diversity * params.bn) / params.bd)) / scale;
}

/**
 * Which branch to follow: the previous choice unless another scores higher by more than `eps`; among several such, the first
 * of the best. A previous choice out of range scores 0 and is still the answer when nothing beats it.
 * Source: protocol.md `forkchoice.choose` (node go:consensus/time/fork_choice.go, rs:quil-engine/src/fork_choice.rs).
 */
export function chooseBranch(scores: readonly bigint[], previous: number, eps: bigint): number {
  let best = previous;
  let bestScore = scores[previous] ?? 0n;
  for (const [index, score] of scores.entries()) {
    if (score <= bestScore + eps) continue;
    best = index;
    bestScore = score;
  }
  return best;
}
