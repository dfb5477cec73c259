/** What a run was over time, beside what it ended with: a table of all its metrics, and the figures that its scenario asks for. */
import { type Column, type Table, table, valuesOf } from "../../table/result-table.js";
import type { StepSeries } from "../../stats/over-time/step-series.js";
import { claimFigures } from "../claims/claim.js";
import type { FinishedRun, MetricValue, RunResult, ScenarioBasics } from "../model.js";
import { type Figure, figureKind, figureName, figureUnit, reductionOf } from "./figure.js";
import { figureInWindow, figureValue } from "./measure.js";
import type { MetricInfo } from "./metric-info.js";
import { outputFigures } from "./outputs.js";
import { integralUnit, type Reduction } from "./reduction-list.js";
import { windowed } from "./window.js";

type Asking = Pick<ScenarioBasics, "outputs" | "claims" | "warmUp" | "horizon">;
type Measuring = Pick<Asking, "warmUp"> & { readonly startMs?: number | undefined };
type Measured = Pick<FinishedRun, "tables" | "metrics" | "moments">;

/** The result with both. `metrics`: those of the model for this scenario. `startMs`: milliseconds from 1970 to its start, where it has a date. */
export function withFigures(
  run: FinishedRun,
  scenario: Asking,
  metrics: readonly MetricInfo[],
  startMs?: number,
): RunResult {
  const { moments: _moments, ...result } = run;
  const known = new Set(metrics.map(({ name }) => name));
  const outputs = outputValues(run, scenario, metrics, startMs);
  const ofClaims = claimFigures(scenario, metrics).map((figure) => valueOf(figure, run, { ...scenario, startMs }));
  // A figure may be asked for by `outputs` and by several claims.
  const asked = [...outputs, ...ofClaims].filter(({ name }) => !known.has(name) && known.add(name));
  return {
    ...result,
    metrics: [...result.metrics, ...asked],
    tables: { ...result.tables, figures: figureTable(result, scenario, metrics) },
  };
}

/** The figures that a scenario asks for, in its order. */
export function outputValues(
  result: Measured,
  scenario: Asking,
  metrics: readonly MetricInfo[],
  startMs?: number,
): readonly MetricValue[] {
  return outputFigures(scenario, metrics).map((figure) => valueOf(figure, result, { ...scenario, startMs }));
}

function valueOf(figure: Figure, result: Measured, scenario: Measuring): MetricValue {
  const kind = figureKind(figure);
  return {
    name: figureName(figure),
    unit: figureUnit(figure),
    ...(kind !== undefined && { kind }),
    value: valueIn(result, figure, scenario),
  };
}

/** One row a metric; what it has not, or cannot have, is empty. Whole amounts are rounded to doubles. */
function figureTable(result: Measured, scenario: Asking, metrics: readonly MetricInfo[]): Table {
  const column = (name: string, reduction: Reduction): Column => ({
    name,
    values: Float64Array.from(metrics, (metric) => {
      if (reductionOf({ reduction }).whyNot(metric) !== null) return Number.NaN;
      const value = valueIn(result, { reduction, metric }, scenario);
      return typeof value === "number" || typeof value === "bigint" ? Number(value) : Number.NaN;
    }),
  });
  const integrals = column("integral_value", "integral");
  return table([
    { name: "metric", values: metrics.map(({ name }) => name) },
    { name: "unit", values: metrics.map(({ unit }) => unit) },
    column("final_value", "last"),
    column("min_value", "min"),
    column("max_value", "max"),
    column("mean_value", "mean"),
    column("warm_up_hours", "warmUp"),
    {
      name: "warm_up_by",
      values: metrics.map((metric) =>
        reductionOf({ reduction: "mean" }).whyNot(metric) !== null
          ? ""
          : scenario.warmUp === undefined
            ? "MSER"
            : "scenario",
      ),
    },
    integrals,
    {
      name: "integral_unit",
      values: metrics.map((metric, k) => (Number.isNaN(integrals.values[k]) ? "" : integralUnit(metric))),
    },
  ]);
}

function valueIn(
  result: Measured,
  { metric, window, ...figure }: Figure,
  { warmUp, startMs }: Measuring,
): MetricValue["value"] {
  if (window !== undefined) {
    const times = (result.moments ?? []).filter(({ name }) => name === window.moment).map(({ timeS }) => timeS);
    return figureInWindow(figure, windowed(stepsOf(result, metric), window, times));
  }
  // Exact, and there for metrics that no step has.
  if (figure.reduction === "last") return result.metrics.find(({ name }) => name === metric.name)?.value ?? null;
  return figureValue(figure, stepsOf(result, metric), { warmUpUs: warmUp, startMs });
}

function stepsOf({ tables: { series } }: Measured, { name }: MetricInfo): StepSeries {
  return { timeS: numbersOf(series, "time_s"), values: numbersOf(series, name) };
}

/** Throws for a column of text, which no metric has. */
function numbersOf(series: Table, name: string): StepSeries["values"] & StepSeries["timeS"] {
  return valuesOf(series, name) as StepSeries["values"] & StepSeries["timeS"];
}
