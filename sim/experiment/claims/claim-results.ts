/** What the replications of a run say to the claims of its scenario. */
import { type Sample, sampleOf } from "../../stats/sample.js";
import { figureName, type Figure } from "../figures/figure.js";
import type { MetricInfo } from "../figures/metric-info.js";
import type { MetricValue, ScenarioBasics } from "../model.js";
import { claimsOf, type Measured, type ReadClaim } from "./claim.js";
import { claimMessages as messages } from "./messages.js";
import { type Judgement, judged, untold } from "./verdict.js";

/** A claim with what the run has to say to it; in the words of `summary.json`. */
export interface ClaimResult extends Judgement {
  readonly says: string;
  readonly shows: string | null;
  /** As the scenario writes it. */
  readonly claimed: string;
  /** What was measured, as `outputs` would write it, a quotient with a slash; null: nothing was. */
  readonly measure: string | null;
  readonly unit: string;
  readonly n: number;
  /** Mean over the replications, and its 95 % interval. */
  readonly value: number | null;
  readonly lower95: number | null;
  readonly upper95: number | null;
}

export interface ClaimedRun {
  readonly scenario: Pick<ScenarioBasics, "claims" | "fidelity">;
  /** Those of the model. */
  readonly metrics: readonly MetricInfo[];
  /** Of each replication its metrics and the figures asked for. */
  readonly replications: readonly (readonly MetricValue[])[];
  readonly interrupted: boolean;
}

/** In the order of the scenario. */
export const claimResults = (run: ClaimedRun): readonly ClaimResult[] =>
  claimsOf(run.scenario, run.metrics).map((read) => resultOf(read, run));

function resultOf({ claim, measured }: ReadClaim, { scenario, replications, interrupted }: ClaimedRun): ClaimResult {
  const { says, shows = null, figure: claimed, needs } = claim;
  const isOther = needs !== undefined && needs !== scenario.fidelity;
  const sample = measured === undefined || isOther ? null : sampleIn(measured, replications);
  const judgement = (): Judgement => {
    if (isOther) return untold(messages.needs(needs));
    if (measured === undefined) return untold(messages.noMeasureYet());
    if (interrupted) return untold(messages.interrupted());
    return judged(sample, measured.range, replications.length);
  };
  return {
    says,
    shows,
    claimed,
    measure: measured?.name ?? null,
    unit: measured?.unit ?? "",
    n: sample?.n ?? 0,
    value: sample?.mean ?? null,
    lower95: sample?.lower95 ?? null,
    upper95: sample?.upper95 ?? null,
    ...judgement(),
  };
}

/** Quotients are taken in each replication; of nothing there is none. */
function sampleIn({ figure, per }: Measured, replications: ClaimedRun["replications"]): Sample<number> | null {
  const values = replications.map((metrics) => {
    const value = numberIn(metrics, figure);
    if (per === undefined || value === null) return value;
    const divisor = numberIn(metrics, per);
    return divisor === null || divisor === 0 ? null : value / divisor;
  });
  return sampleOf(values, per === undefined ? figure.metric.kind : undefined) as Sample<number> | null;
}

/** Whole amounts are rounded to doubles. */
function numberIn(metrics: readonly MetricValue[], figure: Figure): number | null {
  const value = metrics.find(({ name }) => name === figureName(figure))?.value ?? null;
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : null;
}
