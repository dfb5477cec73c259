/** How large data are: the leaves of a shard, and what the world grows to. */
import { pow } from "../../../sim/units/portable-math.js";

/** Leaves of a shard's data tree: as many as its largest leaf makes necessary, at least one. */
export const dataLeaves = (sizeBytes: number, leafBytes: number): number =>
  Math.max(1, Math.ceil(sizeBytes / leafBytes));

/** When data began to grow, and how fast. */
export interface Growth {
  /** Number of the frame at time 0, and time between frames, µs. */
  readonly frames: { readonly first: number; readonly pace: number };
  /** Share by which data grow in 30 days. */
  readonly shards: { readonly growth: number };
}

/** What data of the start have grown to at a frame, as a multiple. */
export function growthFactor({ frames, shards }: Growth, frame: number): number {
  const days = ((frame - frames.first) * frames.pace) / dayUs;
  return pow(1 + shards.growth, days / daysPerMonth);
}

const dayUs = 86_400_000_000;
const daysPerMonth = 30;
