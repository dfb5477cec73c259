/** Whether a run agrees with what is claimed. */
import type { Sample } from "../../stats/sample.js";
import type { ClaimedRange } from "./claim.js";
import { claimMessages as messages } from "./messages.js";

export type Verdict = "agrees" | "differs" | "cannot be told";

export interface Judgement {
  readonly verdict: Verdict;
  /** Why it cannot be told; empty where it can. */
  readonly why: string;
}

type Interval = Pick<Sample<number>, "n" | "mean" | "lower95" | "upper95">;

/** It agrees where the whole 95 % interval of the mean lies in the range, and differs where none of it does. `count`: replications. */
export function judged(sample: Interval | null, range: ClaimedRange, count: number): Judgement {
  if (sample === null || sample.mean === null) return untold(messages.notMeasured(sample?.n ?? 0, count));
  const { lower95, upper95 } = sample;
  if (lower95 === null || upper95 === null) return untold(messages.oneReplication());
  const isIn = (value: number): boolean =>
    range.open ? value > range.low && value < range.high : value >= range.low && value <= range.high;
  if (isIn(lower95) && isIn(upper95)) return { verdict: "agrees", why: "" };
  const isBelow = range.open ? upper95 <= range.low : upper95 < range.low;
  const isAbove = range.open ? lower95 >= range.high : lower95 > range.high;
  return isBelow || isAbove ? { verdict: "differs", why: "" } : untold(messages.reachesAcross());
}

export const untold = (why: string): Judgement => ({ verdict: "cannot be told", why });
