/** When a fault is on: from a moment to another, once or again and again. */
import type { DurationUs, SimTimeUs } from "../../units/quantity-types.js";
import { messages } from "../messages.js";

export interface Window {
  readonly fromUs: SimTimeUs;
  /** The first moment after it; `Infinity`: it stays. */
  readonly untilUs: SimTimeUs;
  /** From one beginning to the next; once unless given. */
  readonly everyUs?: DurationUs;
}

/** Throws `RangeError` unless the window begins at 0 or later, ends after that, and before it begins again. */
export function requireWindow({ fromUs, untilUs, everyUs = Infinity }: Window): void {
  if (!(fromUs >= 0 && untilUs > fromUs && everyUs >= untilUs - fromUs)) throw new RangeError(messages.badWindow());
}

/** The beginning of the last turn that began at or before a moment; −1: none has. */
function lastBegin({ fromUs, everyUs }: Window, timeUs: SimTimeUs): SimTimeUs {
  if (timeUs < fromUs) return -1;
  return everyUs === undefined ? fromUs : fromUs + Math.floor((timeUs - fromUs) / everyUs) * everyUs;
}

export function isOn(window: Window, timeUs: SimTimeUs): boolean {
  const begin = lastBegin(window, timeUs);
  return begin >= 0 && timeUs < begin + (window.untilUs - window.fromUs);
}

/** When the turn that is on at a moment ends. */
export const endOf = (window: Window, timeUs: SimTimeUs): SimTimeUs =>
  lastBegin(window, timeUs) + (window.untilUs - window.fromUs);

/** The first beginning after a moment; `Infinity`: none comes. */
export function nextBegin(window: Window, timeUs: SimTimeUs): SimTimeUs {
  const begin = lastBegin(window, timeUs);
  if (begin < 0) return window.fromUs;
  return window.everyUs === undefined ? Infinity : begin + window.everyUs;
}

/** Whether it is on at any moment from one to another, both included. */
export const isOnWithin = (window: Window, fromUs: SimTimeUs, toUs: SimTimeUs): boolean =>
  isOn(window, fromUs) || nextBegin(window, fromUs) <= toUs;

/** Whether a turn begins, or one ends, at just this moment. */
export const beginsAt = ({ fromUs, everyUs }: Window, timeUs: SimTimeUs): boolean => isTurn(timeUs - fromUs, everyUs);
export const endsAt = ({ untilUs, everyUs }: Window, timeUs: SimTimeUs): boolean => isTurn(timeUs - untilUs, everyUs);

const isTurn = (sinceUs: DurationUs, everyUs: DurationUs | undefined): boolean =>
  sinceUs === 0 || (sinceUs > 0 && everyUs !== undefined && sinceUs % everyUs === 0);
