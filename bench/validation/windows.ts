/** Windows of the measured table: a start row, the rows ahead that are compared, and the rows before that may be known. */
import type { DailyRow } from "./daily-table.js";
import { segmentsOf } from "./usable-days.js";

export interface Window {
  readonly start: DailyRow;
  /** Comparable rows ahead within the longest horizon. */
  readonly ahead: readonly DailyRow[];
  /** Comparable rows before, of the same segment. */
  readonly before: readonly DailyRow[];
}

export const horizonsDays = [7, 14, 30] as const;
const longestDays = 30;

/** Days that windows lie within, and how far apart their starts are. */
export interface Span {
  readonly from: string;
  readonly until: string;
  readonly everyDays: number;
}

/** Fewer active provers than nodes: a network that only begins. */
const isRunning = ({ counts: { active = 0, peers = 0 } }: DailyRow): boolean => active >= peers;

/** Windows within a span, each within one segment: the first row of a running network is a start, and then one so many days later. */
export function windowsOf(rows: readonly DailyRow[], { from, until, everyDays }: Span): Window[] {
  return segmentsOf(rows).flatMap((all) => {
    const segment = all.filter(({ date }) => date <= until);
    const windows: Window[] = [];
    let next = Number.NEGATIVE_INFINITY;
    segment.forEach((start, k) => {
      if (start.day < next || start.date < from || !isRunning(start)) return;
      const ahead = segment.slice(k + 1).filter(({ day }) => day <= start.day + longestDays);
      if (ahead.length === 0) return;
      windows.push({ start, ahead, before: segment.slice(0, k) });
      next = start.day + everyDays;
    });
    return windows;
  });
}

/** How many days before its horizon a window may end and still count for it: longer than that the page stood only once. */
const slackDays = 4;

/** Whether a window has rows up to its horizon, or nearly. */
export const reaches = ({ start, ahead }: Window, horizonDays: number): boolean =>
  ahead.some(({ day }) => day <= start.day + horizonDays && day >= start.day + horizonDays - slackDays);
