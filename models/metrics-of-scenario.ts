/** What a run of a scenario has metrics of, known before it begins. */
import type { MetricInfo } from "../sim/experiment/figures/metric-info.js";
import { byteCount, type Dimension } from "../sim/units/dimensions.js";
import { tokenAmount } from "./protocol/ground/token.js";
import { classMetrics, type ClassMetric } from "./output/metrics/class-metrics.js";
import { concentrationMetrics } from "./output/metrics/concentration-metrics.js";
import { allMetrics, metricsOf } from "./output/metrics/metric-names.js";
import type { Metric } from "./output/metrics/metric.js";
import { waitMetrics } from "./output/metrics/wait-metrics.js";
import type { Scenario } from "./scenario/schema.js";
import { switchesOf } from "./scenario/switches.js";

/** In which kinds of quantity a limit of a metric may be written, by its unit. */
const dimensions: { readonly [unit: string]: Dimension<number | bigint> } = { bytes: byteCount, units: tokenAmount };

/** Short names of metrics, as economists say them. */
const aliases: { readonly [metric: string]: string } = { "supply.total_quil": "supply" };

/** Those of all runs without a scenario. */
export const metricsOfScenario = (scenario?: Scenario): readonly MetricInfo[] => [
  ...(scenario === undefined ? allMetrics : metricsOf(switchesOf(scenario), scenario)).map(infoOf),
  ...[...waitMetrics(scenario), ...concentrationMetrics(scenario), ...classMetrics(scenario)].map(endInfo),
];

/** Of what is known when a run is over. */
const endInfo = ({ name, unit, about, kind }: Omit<ClassMetric, "read">): MetricInfo => ({
  name,
  unit,
  about,
  kind,
  course: "end",
});

function infoOf({ name, unit, about, kind, isTotal, level }: Metric): MetricInfo {
  const dimension = dimensions[unit];
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  return {
    name,
    unit,
    about,
    kind,
    course: isTotal === true ? "total" : "level",
    ...(dimension !== undefined && { dimension }),
    ...(alias !== undefined && { alias }),
    ...(level !== undefined && { level: level.about }),
  };
}
