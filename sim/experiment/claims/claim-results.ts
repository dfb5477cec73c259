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
  /** The same of the runs that claims are differences from, by the index of the claim. */
  readonly against?: ReadonlyMap<number, ClaimedRun["replications"]>;
  readonly interrupted: boolean;
}

/** In the order of the scenario. */
export const claimResults = (run: ClaimedRun): readonly ClaimResult[] =>
  claimsOf(run.scenario, run.metrics).map((read) => resultOf(read, run));

function resultOf(
  { index, claim, measured }: ReadClaim,
  { scenario, replications, against, interrupted }: ClaimedRun,
): ClaimResult {
  const { says, shows = null, figure: claimed, needs } = claim;
  const isOther = needs !== undefined && needs !== scenario.fidelity;
  const others = claim.against === undefined ? undefined : (against?.get(index) ?? null);
  const sample = measured === undefined || isOther || others === null ? null : sampleIn(measured, replications, others);
  const judgement = (): Judgement => {
    if (isOther) return untold(messages.needs(needs));
    if (measured === undefined) return untold(messages.noMeasureYet());
    if (others === null) return untold(messages.againstNotRun());
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

/** Quotients are taken in each replication, and then differences from the same one of the others. */
function sampleIn(
  measured: Measured,
  replications: ClaimedRun["replications"],
  others: ClaimedRun["replications"] | undefined,
): Sample<number> | null {
  const values = replications.map((metrics, k) => {
    const value = valueIn(metrics, measured);
    if (others === undefined || value === null) return value;
    const other = valueIn(others[k] ?? [], measured);
    return other === null ? null : value - other;
  });
  const isPlain = measured.per === undefined && others === undefined;
  return sampleOf(values, isPlain ? measured.figure.metric.kind : undefined) as Sample<number> | null;
}

/** A quotient with nothing is none. */
function valueIn(metrics: readonly MetricValue[], { figure, per }: Measured): number | null {
  const value = numberIn(metrics, figure);
  if (per === undefined || value === null) return value;
  const divisor = numberIn(metrics, per);
  return divisor === null || divisor === 0 ? null : value / divisor;
}

/** Whole amounts are rounded to doubles. */
function numberIn(metrics: readonly MetricValue[], figure: Figure): number | null {
  const value = metrics.find(({ name }) => name === figureName(figure))?.value ?? null;
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : null;
}
