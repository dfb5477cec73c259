/** All metrics of a model with what can be made of them, for help, pages and other programs. */
import type { MetricKind } from "../../stats/metric-kind.js";
import type { MetricCourse, MetricInfo } from "./metric-info.js";
import { integralUnit, type ReductionInfo, reductions } from "./reduction-list.js";

export interface ListedMetric {
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  readonly kind: MetricKind | null;
  /** What its values can be; null: without a bound, or no number. */
  readonly range: { readonly min: number | null; readonly max: number | null };
  readonly course: MetricCourse;
  /** Names of the figures over time that it has. */
  readonly figures: readonly string[];
  /** Unit of its integral over time; null: it has none. */
  readonly integralUnit: string | null;
  /** Tables that have it, by the names of their files. */
  readonly tables: readonly string[];
  /** Pictures that are drawn from it. */
  readonly pictures: readonly string[];
  /** A shorter name of it; null: it has none. */
  readonly alias: string | null;
  /** What tells how near a run is to a larger value, by which checks of rare events split; null: nothing does. */
  readonly level: string | null;
}

export interface ListedFigure {
  readonly name: string;
  /** How it is written: `first(METRIC > LIMIT)`. */
  readonly written: string;
  readonly about: string;
}

/** `picturesOf`: names of the pictures that read a metric. */
export const listedMetrics = (
  metrics: readonly MetricInfo[],
  picturesOf: (metric: string) => readonly string[] = () => [],
): readonly ListedMetric[] =>
  metrics.map((metric) => {
    const { name, unit, about, kind, course, alias, level } = metric;
    const own = all.filter(({ whyNot }) => whyNot(metric) === null).map((reduction) => reduction.name);
    return {
      name,
      unit,
      about,
      kind: kind ?? null,
      range: { min: kind === undefined || kind === "balance" ? null : 0, max: kind === "share" ? 1 : null },
      course,
      figures: own,
      integralUnit: own.includes("integral") ? integralUnit(metric) : null,
      tables: course === "end" ? ["summary.json", "figures.csv"] : ["series.csv", "summary.json", "figures.csv"],
      pictures: picturesOf(name),
      alias: alias ?? null,
      level: level ?? null,
    };
  });

const all: readonly ReductionInfo[] = reductions;

const writtenAs = { none: "METRIC", limit: "METRIC, LIMIT", condition: "METRIC > LIMIT" } as const;

export const listedFigures = (): readonly ListedFigure[] =>
  all.map(({ name, about, argument }) => ({
    name,
    written: argument === "moment" ? `METRIC ${name} MOMENT` : `${name}(${writtenAs[argument]})`,
    about,
  }));
