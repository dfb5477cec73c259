/** Since when which versions of the node are refused. Source: protocol.md `transport.versionFloor` (node config/version.go). */
import type { RuleSwitches } from "../ground/rule-sets.js";

/** Major, minor, patch, and the release's own patch number, compared in that order. */
export type Version = readonly [major: number, minor: number, patch: number, release: number];

interface Floor {
  /** Milliseconds since 1970-01-01 UTC from which older versions are refused. */
  readonly fromMs: number;
  readonly minimum: Version;
}

/** Where a date had two floors in turn, the later, higher one holds for the whole of it. */
const floors: readonly Floor[] = [
  { fromMs: 1_715_144_400_000, minimum: [1, 4, 19, 0] },
  { fromMs: 1_728_730_800_000, minimum: [2, 0, 1, 0] },
  { fromMs: 1_729_767_600_000, minimum: [2, 0, 2, 0] },
  { fromMs: 1_730_505_600_000, minimum: [2, 0, 3, 0] },
  { fromMs: 1_732_406_400_000, minimum: [2, 0, 5, 0] },
  { fromMs: 1_736_726_400_000, minimum: [2, 0, 6, 0] },
  { fromMs: 1_744_675_200_000, minimum: [2, 1, 0, 4] },
];

/** When floors came into force, ms since 1970, in order. */
export const floorDatesMs: readonly number[] = floors.map(({ fromMs }) => fromMs);

/** Reads `2.0.5`, or `2.1.0-p4` for the fourth patch of a release; null for anything else. */
export function parseVersion(text: string): Version | null {
  const parts = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-p(\d{1,6}))?$/.exec(text);
  return parts === null ? null : [Number(parts[1]), Number(parts[2]), Number(parts[3]), Number(parts[4] ?? 0)];
}

/** Lowest version accepted at a time; null before the first floor, or where floors are off (2.1 has them, unchecked). */
export function versionFloor(
  timeMs: number,
  { versionFloor: rule }: Pick<RuleSwitches, "versionFloor">,
): Version | null {
  if (rule === "off") return null;
  return floors.findLast(({ fromMs }) => timeMs >= fromMs)?.minimum ?? null;
}

/** Negative when `a` is older than `b`. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];
}

/** Application score for an announcement: +10 for a good one, −1000 (× 10: graylisted) for an outdated one. */
export const announcementScore = { good: 10, outdated: -1000 } as const;
