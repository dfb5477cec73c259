/** How long users keep what they store: files are deleted after an exponential time, many together as a flow. */
import { pow } from "../../sim/units/portable-math.js";

/** Files of one class on one shard. */
export interface FileCount {
  /** Those that are stored, a whole number. */
  readonly files: number;
  /** How many of them users still want, on average; not whole. */
  readonly wanted: number;
}

export const noFiles: FileCount = { files: 0, wanted: 0 };

/** Share of files that users still want after so many microseconds. */
export const keptShare = (halfLifeUs: number, us: number): number => pow(2, -us / halfLifeUs);

/**
 * Files that are deleted: so many that as many are left as users want, rounded to the nearest, half up. Of a single file that is the time
 * after which half of all such files are gone. Assumption: as a flow, so that as many go in any two stretches as in both together.
 */
export const dueDeletions = ({ files, wanted }: FileCount): number => Math.max(0, files - Math.floor(wanted + 0.5));

/** Divides files over the parts of a shard by their shares of it, which add up to 1: whole files, and none gets lost. */
export function dealFiles({ files, wanted }: FileCount, shares: readonly number[]): readonly FileCount[] {
  const last = shares.length - 1;
  let share = 0;
  let dealt = 0;
  let wantedSoFar = 0;
  return shares.map((part, k) => {
    share += part;
    const until = k === last ? files : Math.min(files, Math.floor(files * share));
    const own = { files: until - dealt, wanted: k === last ? Math.max(0, wanted - wantedSoFar) : wanted * part };
    dealt = until;
    wantedSoFar += own.wanted;
    return own;
  });
}

/** Files of two shards that are one. */
export const joinFiles = (one: FileCount, other: FileCount): FileCount => ({
  files: one.files + other.files,
  wanted: one.wanted + other.wanted,
});
