/** How long a shard has been at or below the halt threshold, and what follows from it. */

/** An unbroken run of frames at or below the halt threshold. */
export interface Streak {
  /** First frame of the run. */
  readonly start: number;
  /** Latest frame of the run that was counted. */
  readonly last: number;
  /** Frames counted; the first one counts 1. */
  readonly count: number;
}

/**
 * The streak after the shard was found at or below the threshold in `frame`. Frames between two findings count; a
 * frame at or before the last one changes nothing. Source: protocol.md `coverage.streak` (node).
 */
export function extendStreak(streak: Streak | null, frame: number): Streak {
  if (streak === null) return { start: frame, last: frame, count: 1 };
  if (frame <= streak.last) return streak;
  return { start: streak.start, last: frame, count: streak.count + frame - streak.last };
}

/** What is left of a shard's members after a restart: frames of their latest participation. */
export interface Participation {
  /** Of the active members. */
  readonly active: readonly number[];
  /** Of all other allocations, in the order listed. */
  readonly other: readonly number[];
}

/**
 * Streak count that a restarted node gives a shard: frames since any active member took part, if the shard is at or
 * below the threshold or idle for more than a frame, else null. Without active members: frames since the first other
 * allocation took part, null if there is none. Source: protocol.md `coverage.reconstruct` (node).
 */
export function reconstructStreak({ active, other }: Participation, frame: number, halt: number): number | null {
  if (active.length === 0) return other.length === 0 ? null : Math.max(0, frame - other[0]);
  const idle = Math.max(0, frame - active.reduce((latest, one) => Math.max(latest, one)));
  return active.length <= halt || idle > 1 ? idle : null;
}

/**
 * Frames by which a shard's thinness excuses the idleness of its members: wholly ("max") while it is at or below the
 * halt threshold, else its running streak, else null. `active` null: the shard is not in the summary.
 * Source: protocol.md `coverage.haltDurations` (node).
 */
export function haltDuration(streakCount: number, active: number | null, halt: number): number | "max" | null {
  if (active !== null && active <= halt) return "max";
  return streakCount > 0 ? streakCount : null;
}

/** Extra grace of mainnet: 720 frames while the frame is below 262 700. A synthetic network has none. */
export interface GraceExtension {
  readonly untilFrame: number;
  readonly frames: number;
}
export const mainnetGraceExtension: GraceExtension = { untilFrame: 262_700, frames: 720 };

/**
 * Frame at which the halt of a shard begins whose streak starts at `start` and is counted in every frame: the first
 * one whose count reaches the grace. A shard without data never halts (null).
 * Source: protocol.md `coverage.haltFrame` (node).
 */
export function haltFrame(
  { start, grace, sizeBytes = 1n }: { start: number; grace: number; sizeBytes?: bigint },
  extension: GraceExtension | null = mainnetGraceExtension,
): number | null {
  if (sizeBytes === 0n) return null;
  const afterGrace = Math.max(start, start + grace - 1);
  if (extension === null) return afterGrace;
  const afterExtension = Math.max(start, start + grace + extension.frames - 1);
  // The count may reach the plain grace first and have to wait for the extension to lapse.
  return afterExtension < extension.untilFrame ? afterExtension : Math.max(afterGrace, extension.untilFrame);
}
