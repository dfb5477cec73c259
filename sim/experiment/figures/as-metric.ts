/** What comes out of a figure, as a metric of its own, so that limits are read in its unit. */
import { type Figure, figureKind, figureName, figureUnit } from "./figure.js";
import type { MetricInfo } from "./metric-info.js";

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
