import { ln, pow } from "../../../sim/units/portable-math.js";
import { RuleError } from "../ground/rule.js";

/** How long a rank waits before it gives up, and how that grows with failures. */
export interface Pacemaker {
  readonly minMs: number;
  readonly maxMs: number;
  /** What each failure beyond the happy ones multiplies by; above 1. */
  readonly factor: number;
  /** Failures in a row that change nothing. */
  readonly happy: number;
}

/** A pacemaker with its pace and its repetition of messages. */
export interface Engine extends Pacemaker {
  readonly rebroadcastMs: number;
  /** Time between proposals, where the engine sets one. */
  readonly proposalPaceMs?: number;
}

/** Settings of the engines. Source: protocol.md 2.6 (node monorepo/consensus/pacemaker/timeout, go and rs engines). */
export const engines = {
  globalGo: { minMs: 36_000, maxMs: 180_000, factor: 1.2, happy: 6, rebroadcastMs: 28_000, proposalPaceMs: 8_000 },
  globalRust: { minMs: 36_000, maxMs: 180_000, factor: 1.2, happy: 6, rebroadcastMs: 28_000, proposalPaceMs: 10_000 },
  appRust: { minMs: 30_000, maxMs: 60_000, factor: 1.5, happy: 3, rebroadcastMs: 30_000, proposalPaceMs: 10_000 },
  library: { minMs: 3_000, maxMs: 60_000, factor: 1.2, happy: 6, rebroadcastMs: 5_000 },
} as const satisfies Record<string, Engine>;

/**
 * Timeout of a rank in ms, not rounded, after `failures` on the counter: `minMs` while they are happy ones, then times
 * `factor` for each more, never above `maxMs`. Throws `RuleError` unless 0 < minMs ≤ maxMs and factor > 1.
 * Source: protocol.md `consensus.timeout` (node).
 */
export function timeoutMs(pacemaker: Pacemaker, failures: number): number {
  const excess = failures - pacemaker.happy;
  const growth = growthLimit(pacemaker);
  if (excess <= 0) return pacemaker.minMs;
  return excess >= growth ? pacemaker.maxMs : pacemaker.minMs * pow(pacemaker.factor, excess);
}

/**
 * Failure counter after one more rank: +1 on a timeout until the timeout has reached its maximum, −1 on progress, not below 0.
 * Source: protocol.md `consensus.timeoutCounter` (node).
 */
export function timeoutCounter(pacemaker: Pacemaker, failures: number, end: "timeout" | "progress"): number {
  if (end === "progress") return Math.max(0, failures - 1);
  return failures >= growthLimit(pacemaker) + pacemaker.happy ? failures : failures + 1;
}

/** Time between repetitions of a vote or timeout within a rank, ms. Source: protocol.md 2.6 (node). */
export function rebroadcastEveryMs(timeout: number, rebroadcastMs: number): number {
  return Math.min(timeout, rebroadcastMs);
}

/** Failures beyond the happy ones at which the timeout reaches its maximum; not a whole number. */
function growthLimit({ minMs, maxMs, factor }: Pacemaker): number {
  if (!(factor > 1)) throw new RuleError(`factor: ${factor} does not grow, expected more than 1`);
  if (!(minMs > 0 && minMs <= maxMs)) throw new RuleError(`minMs: expected 0 < ${minMs} ≤ maxMs = ${maxMs}`);
  return ln(maxMs / minMs) / ln(factor);
}
