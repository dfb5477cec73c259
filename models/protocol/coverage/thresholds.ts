import type { RuleSwitches } from "../ground/rule-sets.js";

/** Head counts of active provers that coverage is judged by, and the frames of grace. */
export interface CoverageThresholds {
  /** A shard with this many or fewer halts, after the grace. */
  readonly halt: number;
  /** Fewer than this need coverage. */
  readonly min: number;
  /** More than this split. */
  readonly max: number;
  /** Frames at or below `halt` before a halt begins. */
  readonly grace: number;
}

type CoverageSwitches = Pick<RuleSwitches, "haltThreshold" | "minimumProvers" | "maximumProvers" | "haltGraceFrames">;

/**
 * Thresholds of a network: mainnet (0) has those of the rule set, a test network its own minimum, and halts at 1 (at
 * 0 if its minimum is not above 1). Source: protocol.md `coverage.thresholds` (node).
 */
export function coverageThresholds(
  network: number,
  minimumProvers: number,
  { haltThreshold, maximumProvers, haltGraceFrames }: CoverageSwitches,
): CoverageThresholds {
  const halt = network === 0 ? haltThreshold : minimumProvers > 1 ? 1 : 0;
  return { halt, min: minimumProvers, max: maximumProvers, grace: haltGraceFrames };
}
