/** How large data are: the leaves of a shard, and what the world grows to. */
import { pow } from "../../../sim/units/portable-math.js";

/** Leaves of a shard's data tree: as many as its largest leaf makes necessary, at least one. */
export const dataLeaves = (sizeBytes: number, leafBytes: number): number =>
  Math.max(1, Math.ceil(sizeBytes / leafBytes));

/** What data grow to in so many microseconds, as a multiple; `perMonth`: share by which they grow in 30 days. */
export const growthFactor = (perMonth: number, us: number): number => pow(1 + perMonth, us / dayUs / daysPerMonth);

/**
 * Bytes, not whole, of a shard that held `baseBytes` when the world held `worldBase`, after the world has grown by a factor (1 or
 * more) of which growth the shard has a share. Assumption: nobody says where data grow.
 */
export const grownSize = (
  { baseBytes, share, worldBase }: { readonly baseBytes: number; readonly share: number; readonly worldBase: number },
  factor: number,
): number => baseBytes + share * (worldBase * (factor - 1));

/**
 * Sizes of shards whose data become `worldBytes` in all, each in proportion: whole bytes, what rounding leaves over or takes
 * too much a byte each from the first shard with data on. A shard without data stays so.
 */
export function scaledSizes(sizes: readonly number[], worldBytes: number): readonly number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const scaled = sizes.map((size) => Math.floor(size * (worldBytes / total)));
  let rest = worldBytes - scaled.reduce((sum, size) => sum + size, 0);
  for (let k = 0; rest !== 0; k = (k + 1) % sizes.length) {
    if (sizes[k] === 0 || scaled[k] + Math.sign(rest) < 0) continue;
    scaled[k] += Math.sign(rest);
    rest -= Math.sign(rest);
  }
  return scaled;
}

const dayUs = 86_400_000_000;
const daysPerMonth = 30;
