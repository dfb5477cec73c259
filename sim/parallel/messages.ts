/** Texts of everything that sim/parallel refuses or reports. Tests compare with these functions. */
import { counted } from "../units/readable.js";
export const messages = {
  aborted: (): string => "another part of the run has failed",
  leftAlone: (partCount: number): string => `one of ${counted(partCount, "part")} of the run ended without a word`,
  brokenPromise: (target: number, timeUs: number, openUs: number): string =>
    `an event was scheduled for entity ${target} of another part at ${timeUs} µs, before ${openUs} µs: the lookahead is too large`,
  badLookahead: (lookaheadUs: number): string =>
    `the lookahead ${lookaheadUs} µs is not a whole number of microseconds from 1; parts that affect each other at once cannot run side by side`,
  badStep: (everyUs: number): string =>
    `steps every ${everyUs} µs: they need a whole number of microseconds from 1 between them`,
  workerGone: (part: number, partCount: number, code: number): string =>
    `part ${part} of ${partCount} ended with exit code ${code} before the run was over; it may have run out of memory`,
  workerFailed: (part: number, partCount: number, reason: string): string => `part ${part} of ${partCount}: ${reason}`,
} as const;
