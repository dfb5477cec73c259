/** The day on which a run starts. */
import { startOfDayMs } from "../../../sim/units/civil-date.js";
import type { Scenario } from "../schema.js";

/** Milliseconds from 1970 to the start of a run; null for a scenario without a date. */
export function startMs({ date, network }: Pick<Scenario, "date" | "network">): number | null {
  const written = date ?? network.date;
  return written === undefined ? null : startOfDayMs(written);
}

/** What to write instead of the older field. */
export const olderDateNote = ({ network }: Pick<Scenario, "network">): readonly string[] =>
  network.date === undefined ? [] : [`network.date still works; its new place is date: ${network.date}`];
