/** Where two runs part, as far as events and draws tell. */
import type { TracedDraw, TracedEvent } from "./traced.js";

/** What the first run had, and what the second. */
export type Pair<Value> = readonly [first: Value, second: Value];

export interface TraceDifference {
  /** The first event that is not the same; undefined: there was none any more. */
  readonly events: Pair<TracedEvent | undefined>;
  /** Where the two handle the same event, the first draw that is not the same; null: all are, or they are not known. */
  readonly draw: DrawDifference | null;
  /** Some events before it, the same in both; the latest last. */
  readonly before: readonly TracedEvent[];
}

export interface DrawDifference {
  /** Number of the draw within its event, from 1. */
  readonly number: number;
  /** Undefined: the event drew no more. */
  readonly draws: Pair<TracedDraw | undefined>;
}

const eventFields = ["timeUs", "handler", "target", "source", "payload"] as const;
const drawFields = ["purpose", "entity", "second", "counter", "value"] as const;

/** Whether two records are of the same event: when, which handler, whose, from whom, with what. */
export const isSameEvent = (a: TracedEvent, b: TracedEvent): boolean =>
  eventFields.every((name) => a[name] === b[name]);

/**
 * The first draw that two events do not share. `drawOf` gives the k-th draw of each, from 0, or undefined where there
 * is none; null if the first `most` are the same.
 */
export function differingDraw(
  drawOf: (k: number) => Pair<TracedDraw | undefined>,
  maxDraws: number,
): DrawDifference | null {
  for (let k = 0; k < maxDraws; k++) {
    const draws = drawOf(k);
    const [a, b] = draws;
    if (a === undefined && b === undefined) return null;
    if (a === undefined || b === undefined || drawFields.some((name) => a[name] !== b[name]))
      return { number: k + 1, draws };
  }
  return null;
}
