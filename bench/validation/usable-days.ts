/**
 * Which measured days can be compared, by rule: days on which the page stood are left out, and no window reaches over
 * a day on which the network began anew.
 */
import { type CountColumn, countColumns, type DailyRow } from "./daily-table.js";

/** A row equal to the one before in all but the crawler's peers is a page that stood. */
export function isFrozen(row: DailyRow, before: DailyRow | undefined): boolean {
  if (before === undefined) return false;
  return countColumns.every((name) => name === "peers" || row.counts[name] === before.counts[name]);
}

/** More than half of the workers lost a day is no loss by rules: the chain was reset or rewound. */
const restartShare = 0.5;

/** Whether the network began anew between two rows: another, smaller grid; or workers gone faster than anything else takes them. */
function isRestart(row: DailyRow, before: DailyRow): boolean {
  const { shards = 0, active = 0, joining = 0 } = before.counts;
  if ((row.counts.shards ?? shards) < shards) return true;
  const left = (row.counts.active ?? 0) + (row.counts.joining ?? 0);
  const days = row.day - before.day;
  return left < (active + joining) * restartShare ** days;
}

/** Runs of rows without frozen days, each up to a restart. */
export function segmentsOf(rows: readonly DailyRow[]): DailyRow[][] {
  const segments: DailyRow[][] = [];
  let before: DailyRow | undefined;
  for (const row of rows) {
    const frozen = isFrozen(row, before);
    const last = segments.at(-1);
    const previous = last?.at(-1);
    before = row;
    if (frozen) continue;
    if (last === undefined || previous === undefined || isRestart(row, previous)) segments.push([row]);
    else last.push(row);
  }
  return segments;
}

/** Rings count by active provers alone from this day on, and shards without any are unassigned (the page's own code). */
export const ringsByActiveSince = "2026-04-13";
/** Shards without any active prover are in no health class from this day on. */
export const haltWithoutEmptySince = "2026-06-09";
/** Joining and leaving are counted in effect from this day on, as they are stored before. */
export const statusInEffectSince = "2026-06-20";

/** When a column changes meaning: values before and after cannot be compared. */
const changesOfMeaning: Readonly<Partial<Record<CountColumn, string>>> = {
  ring0: ringsByActiveSince,
  ring1: ringsByActiveSince,
  ring2: ringsByActiveSince,
  ring3: ringsByActiveSince,
  unassigned: ringsByActiveSince,
  halt: haltWithoutEmptySince,
  workers: statusInEffectSince,
  joining: statusInEffectSince,
  leaving: statusInEffectSince,
};

/** Whether a column means the same on both days. */
export function meansTheSame(column: CountColumn, one: Pick<DailyRow, "date">, other: Pick<DailyRow, "date">): boolean {
  const change = changesOfMeaning[column];
  return change === undefined || one.date < change === other.date < change;
}
