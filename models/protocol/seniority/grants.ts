/** Seniority carried over from before 2.1: points for presence, one a second. */
import { RuleError } from "../ground/rule.js";

/** Points for a day of presence: one a second. Source: protocol.md `seniority.unit` (node). */
export const pointsPerDay = 86_400;

/** Highest reward of the first list, QUIL, and the points that it stands for: 92 days. */
const firstList = { rewardQuil: 157_208, points: 92 * pointsPerDay };

/**
 * Points for a reward of the first retroactive list: ⌊7 948 800 / ⌊157208/reward⌋⌋. Only eight rewards occur, with four
 * results. Throws `RuleError` for 0 and for more than the list's highest reward.
 * Source: protocol.md `seniority.firstRetro` (node go: compat).
 */
export function firstRetroPoints(rewardQuil: number): number {
  if (rewardQuil <= 0 || rewardQuil > firstList.rewardQuil)
    throw new RuleError(`reward: expected 1 to ${firstList.rewardQuil} QUIL (first list), read ${rewardQuil}`);
  return Math.floor(firstList.points / Math.floor(firstList.rewardQuil / rewardQuil));
}

/** Months of 2024 in the second list. */
export const retroMonths = ["jan", "feb", "mar", "apr", "may"] as const;
export type RetroMonth = (typeof retroMonths)[number];

const daysOfMonth: Readonly<Record<RetroMonth, number>> = { jan: 31, feb: 29, mar: 31, apr: 30, may: 31 };

/** Points for the months of the second list in which a peer was present; naming one twice adds nothing. Source: protocol.md `seniority.secondRetro` (node). */
export function secondRetroPoints(months: readonly RetroMonth[]): number {
  return (
    retroMonths.filter((month) => months.includes(month)).reduce((sum, m) => sum + daysOfMonth[m], 0) * pointsPerDay
  );
}

/** Points of everyone on the third (30 days) or fourth list (31 days). Source: protocol.md `seniority.laterRetros` (node). */
export function laterRetroPoints(retro: 3 | 4): number {
  return (retro === 3 ? 30 : 31) * pointsPerDay;
}

/** What is recorded of one peer id. */
export interface PeerRecord {
  /** Reward of the first list, QUIL; absent = not on it. */
  readonly first?: number | undefined;
  readonly months?: readonly RetroMonth[] | undefined;
  readonly third?: boolean | undefined;
  readonly fourth?: boolean | undefined;
  /** Points in the snapshot of frame 244 200: seniority earned in 2.0. */
  readonly snapshot?: bigint | undefined;
}

/**
 * Seniority that peers bring together: of each of the four sources the best single peer counts (their uptime
 * overlapped), the four are added; where the best snapshot entry is higher, that one counts instead. No peers: 0.
 * Source: protocol.md `seniority.aggregate` (node).
 */
export function aggregateSeniority(peers: readonly PeerRecord[]): bigint {
  const best = (points: (peer: PeerRecord) => number) => peers.reduce((max, peer) => Math.max(max, points(peer)), 0);
  const retro =
    best(({ first }) => (first === undefined ? 0 : firstRetroPoints(first))) +
    best(({ months }) => secondRetroPoints(months ?? [])) +
    best(({ third }) => (third === true ? laterRetroPoints(3) : 0)) +
    best(({ fourth }) => (fourth === true ? laterRetroPoints(4) : 0));
  return peers.reduce((points, { snapshot = 0n }) => (snapshot > points ? snapshot : points), BigInt(retro));
}

/** How many entries of the first list stand for how many points. Source: protocol.md `seniority.population` (node data). */
export const firstListHistogram: readonly { readonly points: number; readonly entries: number }[] = [
  { points: 722_618, entries: 144 },
  { points: 1_987_200, entries: 299 },
  { points: 3_974_400, entries: 122 },
  { points: 7_948_800, entries: 482 },
];
