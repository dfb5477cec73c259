import { growthFactor } from "../protocol/shard/data-size.js";
import type { World } from "./world.js";

/** What the data of the shards have grown to at a frame, as a multiple of their base sizes. */
export const grownBy = (
  { clock, growthPerMonth, growthSinceUs }: Pick<World, "clock" | "growthPerMonth" | "growthSinceUs">,
  frame: number,
): number => growthFactor(growthPerMonth, clock.timeOf(frame) - growthSinceUs);
