/** Values between two bounds: in steps, counted, or drawn. */
import { exp, ln } from "../../units/portable-math.js";
import type { Problem } from "../error.js";
import { limits } from "../limits.js";
import {
  amountOf,
  canBeWritten,
  compare,
  isSameKind,
  kindOf,
  type Magnitude,
  magnitudeOf,
  plus,
  readMagnitude,
} from "./magnitude.js";
import { messages } from "./messages.js";

/** A bound of a range that cannot be, and what is wrong with it. */
export class RangeProblem extends Error {
  constructor(
    readonly key: "from" | "to" | "step" | "count" | undefined,
    readonly problem: Problem,
  ) {
    super(problem.problem);
  }
}

export interface Bounds {
  readonly from: Magnitude;
  readonly to: Magnitude;
  readonly scale: "linear" | "log";
}

/** A range as it was written. */
export interface RangeText {
  readonly from?: number | string;
  readonly to?: number | string;
  readonly step?: number | string;
  readonly count?: number;
  readonly scale?: string;
}

/** Throws `RangeProblem`. */
export function boundsOf(text: RangeText): Bounds {
  const from = end(text.from, "from");
  const to = end(text.to, "to");
  const scale = text.scale === "log" ? "log" : "linear";
  if (!isSameKind(from, to)) throw new RangeProblem("to", messages.differentKinds(String(text.to), kindOf(from)));
  if (compare(from, to) >= 0) throw new RangeProblem("to", messages.notAbove(String(text.to)));
  if (scale === "log" && from.num <= 0n) throw new RangeProblem("from", messages.logFromZero(String(text.from)));
  return { from, to, scale };
}

/** The values of a range with a step or a count, in ascending order. Throws `RangeProblem`. */
export function rangeValues(text: RangeText): Magnitude[] {
  const bounds = boundsOf(text);
  const { step, count } = text;
  if ((step === undefined) === (count === undefined)) throw new RangeProblem(undefined, messages.stepOrCount());
  if (step === undefined) return counted(bounds, count ?? 0);
  if (bounds.scale === "log") throw new RangeProblem("step", messages.logStep());
  return stepped(bounds, magnitude(step, "step"), String(step));
}

/** The value that lies a share (0 to 1) of the way between the bounds, on their scale. */
export function between({ from, to, scale }: Bounds, share: number): Magnitude {
  const low = amountOf(from);
  const high = amountOf({ ...to, unit: from.unit });
  return magnitudeOf(
    from.unit,
    scale === "log" ? exp(ln(low) + share * (ln(high) - ln(low))) : low + share * (high - low),
  );
}

function counted(bounds: Bounds, count: number): Magnitude[] {
  const { from, to, scale } = bounds;
  const whole = plus(to, from, -1n);
  return Array.from({ length: count }, (_, k) => {
    if (k === 0) return from;
    if (k === count - 1) return to;
    return scale === "log" ? between(bounds, k / (count - 1)) : plus(from, whole, BigInt(k), BigInt(count - 1));
  });
}

function stepped({ from, to }: Bounds, step: Magnitude, read: string): Magnitude[] {
  if (!isSameKind(from, step)) throw new RangeProblem("step", messages.differentKinds(read, kindOf(from)));
  if (step.num <= 0n) throw new RangeProblem("step", messages.stepNotPositive(read));
  const span = plus(to, from, -1n);
  const steps = (span.num * step.den) / (span.den * step.num);
  if (steps >= BigInt(limits.sweepPoints)) throw new RangeProblem("step", messages.tooManyPoints(Number(steps) + 1));
  return Array.from({ length: Number(steps) + 1 }, (_, k) => plus(from, step, BigInt(k)));
}

/** What lies between two ends that a file can say, it can say too. */
function end(value: number | string | undefined, key: "from" | "to"): Magnitude {
  const read = magnitude(value, key);
  if (!canBeWritten(read)) throw new RangeProblem(key, messages.cannotBe(String(value), kindOf(read)));
  return read;
}

function magnitude(value: number | string | undefined, key: "from" | "to" | "step"): Magnitude {
  const read = readMagnitude(value ?? null);
  if (read === undefined) throw new RangeProblem(key, messages.notAMagnitude(String(value)));
  return read;
}
