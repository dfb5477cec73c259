/**
 * Judges a claim of something rare by splitting: a pilot chooses the levels, then trees are grown until the interval of their mean is on one
 * side of the bound. It looks after the same trees whoever computes them.
 */
import type { ScenarioBasics } from "../model.js";
import { positiveMeanBounds } from "../../stats/sequential/positive-mean.js";
import { fixedSize } from "../../stats/sequential/fixed-size.js";
import { pilotOf, treeOf } from "../splitting/jobs.js";
import type { Tree } from "../splitting/fixed-effort.js";
import type { Pilot } from "../splitting/pilot.js";
import { runJobs, type SplitScenario } from "../splitting/run-jobs.js";
import type { ProbabilityClaim } from "./claim.js";
import { type Judgement, verdictOf } from "./judge.js";

export interface RareOptions {
  /** The error over all looks. */
  readonly alpha: number;
  /** Paths from the beginning that trees have at most, together; undefined: 16,000. */
  readonly rootsMax: number | undefined;
}

export interface JudgedRare {
  readonly judgement: Judgement;
  /** Paths computed now. */
  readonly computed: number;
}

/** Paths a level of the first pilot; where none comes to the event, so many times as many, while the first look can be paid. */
const effortMin = 100;
const effortGrowth = 4;
const firstLook = 10;
const lookGrowth = 2;
/** Enough for ten trees of the third pilot, or 160 of the first. */
const usualRoots = 16_000;

/** What splitting came to, beside estimate and interval. */
export interface Splitting {
  /** By the metric's own level function. */
  readonly levels: readonly number[];
  /** Paths a level. */
  readonly effort: number;
  readonly trees: number;
  /** The highest level of the pilot, where it did not come to the event; null: it did. */
  readonly highest: number | null;
}

/** Undefined: somebody interrupted. */
export async function judgeRare<Scenario extends ScenarioBasics>(
  { side, bound }: ProbabilityClaim,
  split: SplitScenario<Scenario>,
  { alpha, rootsMax = usualRoots }: RareOptions,
): Promise<JudgedRare | undefined> {
  let simulated = 0;
  let computed = 0;
  const count = (paths: number, isNew: boolean): void => {
    simulated += paths;
    if (isNew) computed += paths;
  };
  let effort = effortMin;
  let pilot: Pilot;
  for (;;) {
    const done = await runJobs(split, [{ kind: "pilot", effort }]);
    if (done === undefined) return undefined;
    pilot = pilotOf(done.cells[0]);
    count(pilot.paths, done.isNew[0]);
    if (pilot.hasEvent || effort * effortGrowth * firstLook > rootsMax) break;
    effort *= effortGrowth;
  }
  const { levels, hasEvent, highest } = pilot;
  const grown: Tree[] = [];
  const most = Math.max(1, Math.floor(rootsMax / effort));
  const judgement = (verdict: Judgement["verdict"], bounds: Bounds | undefined): JudgedRare => ({
    computed,
    judgement: {
      verdict,
      estimate: bounds?.mean ?? null,
      lower: bounds?.lower ?? null,
      upper: bounds === undefined ? null : Math.min(1, bounds.upper),
      unit: "share",
      replications: simulated,
      measured: simulated,
      occurrences: null,
      fixedSize: fixedSize(bound, alpha),
      worst: null,
      splitting: { levels, effort, trees: grown.length, highest: hasEvent ? null : highest },
    },
  });
  // Trees of as many paths would hardly come further than the pilot did.
  if (!hasEvent) return judgement("undecided", undefined);
  for (let look = 1; ; look++) {
    const until = Math.min(most, grown.length === 0 ? firstLook : grown.length * lookGrowth);
    const jobs = Array.from({ length: until - grown.length }, (_, k) => {
      return { kind: "tree", effort, levels, tree: grown.length + k } as const;
    });
    const done = await runJobs(split, jobs);
    if (done === undefined) return undefined;
    for (const [k, cell] of done.cells.entries()) {
      const tree = treeOf(cell);
      grown.push(tree);
      count(tree.paths, done.isNew[k]);
    }
    const bounds = positiveMeanBounds(
      grown.map(({ estimate }) => estimate),
      alpha,
      look,
    );
    const verdict = verdictOf(side.startsWith("<"), bound, bounds);
    if (verdict !== "undecided" || grown.length >= most) return judgement(verdict, bounds);
  }
}

type Bounds = ReturnType<typeof positiveMeanBounds>;
