/** How large data are: the leaves of a shard, and what the world grows to. */
import { pow } from "../../../sim/random/portable-math.js";
import type { Scenario } from "../../scenario/schema.js";

/** Leaves of a shard's data tree: as many as its largest leaf makes necessary, at least one. */
export const dataLeaves = (sizeBytes: number, leafBytes: number): number =>
  Math.max(1, Math.ceil(sizeBytes / leafBytes));

/** What data of the start have grown to at a frame, as a multiple. */
export function growthFactor({ frames, shards }: Scenario, frame: number): number {
  const days = ((frame - frames.first) * frames.pace) / dayUs;
  return pow(1 + shards.growth, days / daysPerMonth);
}

const dayUs = 86_400_000_000;
const daysPerMonth = 30;
