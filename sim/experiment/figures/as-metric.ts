/** A figure's values as those of a metric, by which limits are read. */
import { type Figure, figureKind, figureName, figureUnit } from "../../figures/figure.js";
import type { MetricInfo } from "../../figures/metric-info.js";

export function asMetric(figure: Figure): MetricInfo {
  const { metric } = figure;
  const kind = figureKind(figure);
  const unit = figureUnit(figure);
  const keeps = unit === metric.unit && kind === metric.kind;
  return {
    name: figureName(figure),
    unit,
    about: metric.about,
    course: "end",
    ...(kind !== undefined && { kind }),
    ...(keeps && metric.dimension !== undefined && { dimension: metric.dimension }),
  };
}
