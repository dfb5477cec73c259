/**
 * Judges a claim of something rare by importance sampling: runs by the other law that the scenario has, weighted by how much likelier each is by its
 * own, until the interval of their mean is on one side of the bound. It looks after the same runs whoever computes them.
 */
import { append } from "../../units/append.js";
import type { ScenarioBasics } from "../model.js";
import { weightedEvent } from "../../stats/importance/weighted-event.js";
import { fixedSize } from "../../stats/sequential/fixed-size.js";
import { weightsOf } from "../splitting/jobs.js";
import { runJobs, type SplitScenario } from "../splitting/run-jobs.js";
import type { ProbabilityClaim } from "./claim.js";
import type { JudgedRare, RareOptions } from "./judge-rare.js";
import { verdictOf } from "./judge.js";

/** What importance sampling came to, beside estimate and interval. */
export interface Tilted {
  /** Runs in which it happened, and how many of one weight would say as much. */
  readonly occurrences: number;
  readonly effectiveSize: number;
}

/** Runs of a piece of work, and looked at first; then twice as many each time. */
const batch = 50;
const firstLook = 500;
const usualRuns = 16_000;

/** Undefined: somebody interrupted. */
export async function judgeTilted<Scenario extends ScenarioBasics>(
  { side, bound }: ProbabilityClaim,
  split: SplitScenario<Scenario>,
  { alpha, rootsMax: runsMax = usualRuns }: RareOptions,
): Promise<JudgedRare | undefined> {
  const weights: number[] = [];
  let computed = 0;
  for (let look = 1; ; look++) {
    const until = Math.min(runsMax, weights.length === 0 ? firstLook : weights.length * 2);
    const jobs = [];
    for (let first = weights.length; first < until; first += batch)
      jobs.push({ kind: "tilted", first, count: Math.min(batch, until - first) } as const);
    const done = await runJobs(split, jobs);
    if (done === undefined) return undefined;
    for (const [k, cell] of done.cells.entries()) {
      append(weights, weightsOf(cell));
      if (done.isNew[k]) computed += jobs[k].count;
    }
    const { mean, lower, upper, occurrences, effectiveSize } = weightedEvent(weights, alpha, look);
    const verdict = verdictOf(side.startsWith("<"), bound, { lower, upper });
    if (verdict === "undecided" && weights.length < runsMax) continue;
    return {
      computed,
      judgement: {
        verdict,
        estimate: mean,
        lower,
        upper: Math.min(1, upper),
        unit: "share",
        replications: weights.length,
        measured: weights.length,
        occurrences: null,
        fixedSize: fixedSize(bound, alpha),
        worst: null,
        tilted: { occurrences, effectiveSize },
      },
    };
  }
}
