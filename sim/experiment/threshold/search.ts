/**
 * Which value of a parameter to try next, and how often, until its critical value is known: bisection whose every answer is a sequential test.
 *
 *     scan: 5 values, the ends decided ─► middle of the bracket ─► decided? the bracket shrinks
 *                                              ▲                    open, its patience used up? the wider of the gaps beside it
 *                                              └── all open: twice the patience ◄┘
 *
 * Pure: what comes next follows from what was seen, so that the same replications give the same search, whoever computes them. A test at
 * the k-th value has the error α / (k (k + 1)), so that all of them together, however many there are, err with α at most: where the
 * probability is monotone, the critical value then lies in the bracket. Why not probabilistic bisection (Horstein 1963; Waeber, Frazier and
 * Henderson 2013): its posterior is an interval only where every answer is right with a known probability, so that it needs such tests as well
 * and then gains nothing by them; and values that are spread by a posterior share no replications with `check`.
 */
import { max, min } from "d3-array";
import type { Judgement, Verdict } from "../expect/judge.js";
import { nextLook } from "../expect/looks.js";
import { spentAt } from "../../stats/sequential/mean-sequence.js";

export type Judged = Pick<Judgement, "verdict" | "estimate" | "lower" | "upper" | "measured">;

export interface SearchQuestion<Run> {
  /** Of a claim that is so on one side of the critical value; the error holds over all looks. */
  readonly judge: (runs: readonly Run[], alpha: number) => Judged;
  /** The error of all tests together. */
  readonly alpha: number;
  /** How narrow the bracket is to be, as a share of the range. */
  readonly precision: number;
  /** The nearest position that there is a value for: a parameter may be whole. */
  readonly snap: (position: number) => number;
  /** Replications at all values together. */
  readonly replicationsMax: number;
  /** Replications at a value before a value beside it is tried. */
  readonly patience: number;
}

/** A value that was tried. */
export interface Tried<Run> {
  /** Where in the range, from 0 to 1. */
  readonly position: number;
  /** Replication k at k: values have them in common. */
  readonly runs: readonly Run[];
  readonly alpha: number;
  readonly judged: Judged;
}

/** Replications that are wanted next: from the first that is missing up to another one. */
export interface Wanted {
  readonly position: number;
  readonly from: number;
  readonly until: number;
}

/** Between which tried values the critical value lies. */
export interface Bracket {
  readonly lower: number;
  readonly upper: number;
}

/** Where every search looks, so that a response that turns back is seen: the ends first. */
const scanned: readonly number[] = [0, 1, 0.5, 0.25, 0.75];
/** Replications at each of them at least. */
const scanRuns = 53;
/** What each end may take of the whole. */
const endShare = 0.25;

/** `tried` with some more runs at a position. */
export function withRuns<Run>(
  tried: readonly Tried<Run>[],
  position: number,
  more: readonly Run[],
  { judge, alpha }: Pick<SearchQuestion<Run>, "judge" | "alpha">,
): readonly Tried<Run>[] {
  const before = tried.find((one) => one.position === position);
  const runs = [...(before?.runs ?? []), ...more];
  const own = before?.alpha ?? spentAt(alpha, tried.length + 1);
  const after: Tried<Run> = { position, runs, alpha: own, judged: judge(runs, own) };
  return before === undefined ? [...tried, after] : tried.map((one) => (one === before ? after : one));
}

/** What comes next; undefined: the critical value is known as well as was asked, cannot be known, or the replications are used up. */
export function nextWanted<Run>(tried: readonly Tried<Run>[], question: SearchQuestion<Run>): Wanted | undefined {
  const wanted = nextLooked(tried, question);
  if (wanted === undefined) return undefined;
  const used = tried.reduce((sum, { runs }) => sum + runs.length, 0);
  return used + wanted.until - wanted.from > question.replicationsMax ? undefined : wanted;
}

function nextLooked<Run>(tried: readonly Tried<Run>[], question: SearchQuestion<Run>): Wanted | undefined {
  const { snap, replicationsMax } = question;
  const positions = [...new Set(scanned.map(snap))];
  const untried = positions.find((position) => at(tried, position) === undefined);
  if (untried !== undefined) return wantedAt(tried, untried);
  const [low, high] = endsOf(tried, question);
  // Nothing can be said of a figure that no run measures.
  if (tried.every(({ judged }) => judged.measured === 0)) return undefined;
  for (const { position, judged, runs } of [low, high])
    if (judged.verdict === "undecided" && runs.length < endShare * replicationsMax) return wantedAt(tried, position);
  for (const position of positions) {
    const { runs } = at(tried, position) as Tried<Run>;
    if (runs.length < scanRuns) return wantedAt(tried, position);
  }
  const bracket = bracketOf(tried, question);
  if (bracket === undefined || isNarrow(bracket, question)) return undefined;
  return withinBracket(tried, bracket, question);
}

function withinBracket<Run>(
  tried: readonly Tried<Run>[],
  bracket: Bracket,
  question: SearchQuestion<Run>,
): Wanted | undefined {
  const { lower, upper } = bracket;
  const middle = (lower + upper) / 2;
  const open = tried
    .filter(({ position }) => position > lower && position < upper)
    .toSorted((a, b) => Math.abs(a.position - middle) - Math.abs(b.position - middle) || a.position - b.position);
  for (let patience = question.patience; patience <= 2 * question.replicationsMax; patience *= 2) {
    const impatient = open.find(({ runs }) => runs.length < patience);
    if (impatient !== undefined) return wantedAt(tried, impatient.position);
    const beside = besideOpen(open, bracket, question);
    if (beside !== undefined) return wantedAt(tried, beside);
    // What was decided early was so by chance too: the curve is to rest on as much at the ends as between them.
    const end = [lower, upper].find((position) => (at(tried, position) as Tried<Run>).runs.length < patience);
    if (end !== undefined) return wantedAt(tried, end);
  }
  return undefined;
}

/** The middle of the wider of the gaps between what is decided and what is open; undefined where both are narrow. */
function besideOpen<Run>(
  open: readonly Tried<Run>[],
  { lower, upper }: Bracket,
  { snap, precision }: SearchQuestion<Run>,
): number | undefined {
  const positions = open.map(({ position }) => position);
  if (positions.length === 0) return snap((lower + upper) / 2);
  const gaps = [
    [lower, min(positions) as number],
    [max(positions) as number, upper],
  ].toSorted(([a, b], [c, d]) => d - c - (b - a) || a - c);
  // Many replications of few values say more than few of many.
  const widest = Math.max(precision / 2, (upper - lower) / 3);
  for (const [from, to] of gaps) {
    const between = snap((from + to) / 2);
    if (to - from > widest && between > from && between < to) return between;
  }
  return undefined;
}

const at = <Run>(tried: readonly Tried<Run>[], position: number): Tried<Run> | undefined =>
  tried.find((one) => one.position === position);

function wantedAt<Run>(tried: readonly Tried<Run>[], position: number): Wanted {
  const from = at(tried, position)?.runs.length ?? 0;
  return { position, from, until: nextLook(from, Number.POSITIVE_INFINITY) };
}

/** The two ends of the range, as far as they were tried. */
export function endsOf<Run>(
  tried: readonly Tried<Run>[],
  { snap }: Pick<SearchQuestion<Run>, "snap">,
): readonly Tried<Run>[] {
  return [0, 1].flatMap((end) => at(tried, snap(end)) ?? []);
}

/** Whether the claim begins or ends to be so with a larger value; undefined where the ends are not decided, or alike. */
export function directionOf<Run>(
  tried: readonly Tried<Run>[],
  question: Pick<SearchQuestion<Run>, "snap">,
): "rising" | "falling" | undefined {
  const verdicts = endsOf(tried, question).map(({ judged }) => judged.verdict);
  if (verdicts[0] === "fail" && verdicts[1] === "pass") return "rising";
  return verdicts[0] === "pass" && verdicts[1] === "fail" ? "falling" : undefined;
}

/** The decided values on both sides of the critical value; undefined where there is none, or they contradict each other. */
export function bracketOf<Run>(
  tried: readonly Tried<Run>[],
  question: Pick<SearchQuestion<Run>, "snap">,
): Bracket | undefined {
  const direction = directionOf(tried, question);
  if (direction === undefined) return undefined;
  const positionsOf = (wanted: Verdict): number[] =>
    tried.flatMap(({ position, judged }) => (judged.verdict === wanted ? [position] : []));
  const [first, last] = direction === "rising" ? (["fail", "pass"] as const) : (["pass", "fail"] as const);
  const bracket = { lower: max(positionsOf(first)) as number, upper: min(positionsOf(last)) as number };
  return bracket.lower < bracket.upper ? bracket : undefined;
}

/** Whether the bracket is as narrow as asked, or no value lies in it. */
export function isNarrow<Run>(
  { lower, upper }: Bracket,
  { precision, snap }: Pick<SearchQuestion<Run>, "precision" | "snap">,
): boolean {
  const middle = snap((lower + upper) / 2);
  return upper - lower <= precision * (1 + 1e-9) || middle <= lower || middle >= upper;
}
