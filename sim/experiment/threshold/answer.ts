/** What searches found, in amounts and texts of the parameter: what files, pictures and the terminal tell. */
import { max, min } from "d3-array";
import type { ValueOf } from "../expect/event.js";
import { eventText } from "../expect/event.js";
import { percentText, type ProbabilityClaim, type Side } from "../expect/claim.js";
import { judge, type Verdict } from "../expect/judge.js";
import { budgetFor, nextLook } from "../expect/looks.js";
import type { ScenarioBasics } from "../model.js";
import type { Method, Outcome } from "./found.js";
import { fittedAt } from "./logistic-fit.js";
import { amountAt, amountTextOf, type Parameter, valueAt } from "./parameter.js";
import type { ReadyThreshold } from "./ready-threshold.js";
import { happenedIn, type Searched } from "./run-threshold.js";
import type { Tried } from "./search.js";

/** A value, as a scenario writes it and as a number in the unit of the parameter. */
export interface Valued {
  readonly text: string;
  readonly amount: number;
}

export interface TriedAnswer {
  readonly value: Valued;
  /** Whether the claim is so there. */
  readonly verdict: Verdict;
  readonly replications: number;
  readonly measured: number;
  readonly occurrences: number;
  readonly estimate: number;
  /** Of the probability, over all looks, with the error of this value. */
  readonly lower: number;
  readonly upper: number;
}

export interface CriticalAnswer {
  readonly method: Method;
  readonly estimate: Valued;
  readonly lower: Valued;
  readonly upper: Valued;
}

export interface SearchAnswer {
  /** The value of the second parameter. */
  readonly second: Valued | undefined;
  readonly outcome: Outcome;
  /** Whether the claim begins or ends to be so with a larger value. */
  readonly direction: "rising" | "falling" | undefined;
  readonly critical: CriticalAnswer | undefined;
  /** Pairs of values that were compared, and the two at which the response turns back. */
  readonly compared: number;
  readonly reversal:
    | { readonly lower: Valued; readonly upper: Valued; readonly onlyLower: number; readonly onlyUpper: number }
    | undefined;
  /** In ascending order. */
  readonly tried: readonly TriedAnswer[];
  /** The fitted curve in between, where there is one. */
  readonly curve: readonly {
    readonly amount: number;
    readonly estimate: number;
    readonly lower: number;
    readonly upper: number;
  }[];
  /** The last value at which `check` decides, with the replications that it takes unless told otherwise, that the opposite holds. */
  readonly safe: Valued | undefined;
  readonly replications: number;
}

const curvePoints = 60;

export function answerOf<Scenario extends ScenarioBasics>(
  threshold: ReadyThreshold<Scenario>,
  { point, tried, found, replications }: Searched,
): SearchAnswer {
  const { parameter, second, claim } = threshold;
  const valued = (position: number): Valued => ({
    text: String(valueAt(parameter, position)),
    amount: amountAt(parameter, position),
  });
  const { direction, bracket, fit, monotony, outcome } = found;
  const reversal = monotony?.reversal;
  // Of the values on the side on which the claim is not so, the nearest to the critical value.
  const held = bracket === undefined ? [] : tried.filter(({ runs }) => isHeld(claim, runs));
  const safe = (direction === "falling" ? min : max)(held, ({ position }) => position);
  return {
    second:
      point.second === undefined || second === undefined
        ? undefined
        : { text: String(point.second.value), amount: amountAt(second, point.second.position) },
    outcome,
    direction,
    critical: criticalOf(parameter, found),
    compared: monotony?.compared ?? 0,
    reversal:
      reversal === undefined
        ? undefined
        : { ...reversal, lower: valued(reversal.lower), upper: valued(reversal.upper) },
    tried: tried
      .toSorted((a, b) => a.position - b.position)
      .map((one) => ({ value: valued(one.position), ...triedOf(claim, one) })),
    curve:
      fit === undefined
        ? []
        : Array.from({ length: curvePoints + 1 }, (_, k) => {
            const position = fit.lower + ((fit.upper - fit.lower) * k) / curvePoints;
            return { amount: exactAmount(parameter, position), ...fittedAt(fit, position, claim.confidence) };
          }),
    safe: safe === undefined ? undefined : valued(safe),
    replications,
  };
}

function triedOf(claim: ProbabilityClaim, { runs, judged }: Tried<ValueOf>): Omit<TriedAnswer, "value"> {
  const occurrences = runs.filter(happenedIn(claim)).length;
  return {
    verdict: judged.verdict,
    replications: runs.length,
    measured: judged.measured,
    occurrences,
    estimate: occurrences / runs.length,
    lower: judged.lower ?? 0,
    upper: judged.upper ?? 1,
  };
}

/** Without rounding to what a scenario could write: an estimate lies between values. */
function exactAmount(parameter: Parameter, position: number): number {
  const [low, high] = [amountAt(parameter, 0), amountAt(parameter, 1)];
  return parameter.bounds.scale === "log" ? amountAt(parameter, position) : low + position * (high - low);
}

function criticalOf(parameter: Parameter, { critical, direction }: Searched["found"]): CriticalAnswer | undefined {
  if (critical === undefined) return undefined;
  const [lower, upper] = [exactAmount(parameter, critical.lower), exactAmount(parameter, critical.upper)];
  // Of whole numbers the first at which the claim is so.
  const whole = (amount: number): number => (direction === "falling" ? Math.floor(amount) : Math.ceil(amount));
  const exact = exactAmount(parameter, critical.estimate);
  const estimate = parameter.whole ? Math.min(upper, Math.max(lower, whole(exact))) : exact;
  const valued = (amount: number): Valued => {
    const kept = parameter.whole ? Math.round(amount) : amount;
    return { text: amountTextOf(parameter, kept, upper - lower), amount: kept };
  };
  return { method: critical.method, estimate: valued(estimate), lower: valued(lower), upper: valued(upper) };
}

const opposites: { readonly [side in Side]: Side } = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" };

/** Whether `check` would say, by the same replications, that the opposite holds. */
function isHeld(claim: ProbabilityClaim, runs: readonly ValueOf[]): boolean {
  const opposite: ProbabilityClaim = { ...claim, side: opposites[claim.side] };
  const alpha = 1 - claim.confidence;
  const budget = budgetFor(opposite, alpha);
  let looked = 0;
  while (looked < budget) {
    looked = nextLook(looked, budget);
    if (looked > runs.length) return false;
    const { verdict } = judge(opposite, runs.slice(0, looked), alpha, 1);
    if (verdict !== "undecided") return verdict === "pass";
  }
  return false;
}

/** What holds on the other side of the critical value, as `expect:` has it. */
export function oppositeClaim({ event, side, text, confidence }: ProbabilityClaim): string {
  const what = `P(${eventText(event)})`;
  const bound = text.slice(`${what} ${side} `.length);
  return `${what} ${opposites[side]} ${bound} @ ${percentText(confidence)}`;
}
