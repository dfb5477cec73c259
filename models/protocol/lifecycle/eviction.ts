import type { RuleSwitches } from "../ground/rule-sets.js";
import type { StoredStatus } from "./status.js";

/** Frame of mainnet from which idleness counts in `v2.1-epoch`. */
export const mainnetInactivityStart = 674_000;
/** Provers evicted in one frame, at most. Source: protocol.md `lifecycle.evictionCap` (node rs). */
const evictionsPerFrame = 25;
/** Idle frames after which a prover is evicted. */
export const idleFramesMax = 360;

/** What eviction looks at in one allocation. */
export interface WatchedAllocation {
  readonly status: StoredStatus;
  /** Hex; allocations on the empty filter are not watched. */
  readonly filter: string;
  /** Frame of its latest participation; 0 = none yet, not watched. */
  readonly lastActive: number;
}

export interface EvictionContext {
  readonly frame: number;
  /** Idle frames allowed. */
  readonly threshold: number;
  /** Frame before which idleness does not count: 674 000 on mainnet under epochs, else 0. */
  readonly countFrom: number;
  /** Frames that the shard was halted or thin, which excuse; "max" excuses wholly; see `coverage.haltDurations`. */
  readonly haltDurationOf: (filter: string) => number | "max";
}

/** Frames that an allocation has been idle without excuse; 0 where it is not watched. */
export function idleFrames(allocation: WatchedAllocation, context: EvictionContext): number {
  const { status, filter, lastActive } = allocation;
  if (status !== "active" || filter === "" || lastActive <= 0) return 0;
  const halted = context.haltDurationOf(filter);
  if (halted === "max") return 0;
  return Math.max(0, context.frame - Math.max(lastActive, context.countFrom) - halted);
}

/**
 * Whether a prover is evicted: one allocation idle for more than the threshold costs it all its allocations, for good.
 * The caller applies the cap per frame, the first frame of evictions, and that nobody goes while any shard with data
 * is at or below the halt threshold. Source: protocol.md `lifecycle.eviction` (node rs: prover_registry.rs).
 */
export function isEvicted(allocations: readonly WatchedAllocation[], context: EvictionContext): boolean {
  return allocations.some((allocation) => idleFrames(allocation, context) > context.threshold);
}

/** Effective Active members below which a shard keeps whoever is idle, where `evictionExempt` says so. */
const exemptBelow = 4;

/** Allocations on shards that are not exempt; `effectiveActiveOf` undefined = not exempt. Source: protocol.md `lifecycle.eviction` (node N). */
export function notExempt(
  allocations: readonly WatchedAllocation[],
  effectiveActiveOf: (filter: string) => number | undefined,
  { evictionExempt }: Pick<RuleSwitches, "evictionExempt">,
): readonly WatchedAllocation[] {
  if (evictionExempt === "none") return allocations;
  return allocations.filter(({ filter }) => (effectiveActiveOf(filter) ?? exemptBelow) >= exemptBelow);
}

/** Frame from which idleness counts on mainnet: 674 000 under epochs, no floor otherwise. */
export function inactivityStart(lifecycle: RuleSwitches["lifecycle"]): number {
  return lifecycle === "epoch" ? mainnetInactivityStart : 0;
}

/** How many of the candidates of a frame go, in address order. */
export function cappedEvictions(candidates: number): number {
  return Math.min(candidates, evictionsPerFrame);
}
