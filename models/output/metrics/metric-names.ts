/** The metrics of a network by its rules, known before it is built: what a scenario may call them by. */
import { namesByColumn } from "../../../sim/table/column-name.js";
import type { RuleSwitches } from "../../protocol/ground/rule-sets.js";
import { hasBooks } from "../../scenario/money.js";
import type { Scenario } from "../../scenario/schema.js";
import { keepsFiles } from "../../scenario/storage-classes.js";
import { coalitionsOf } from "../../scenario/attackers.js";
import { attackMetrics } from "./attack-metrics.js";
import { booksMetrics } from "./books-metrics.js";
import { ceremonyMetrics } from "./ceremony-metrics.js";
import { floodMetrics, hasFloods } from "./flood-metrics.js";
import { dawnMetrics } from "./dawn-metrics.js";
import { duskMetrics } from "./dusk-metrics.js";
import { grantMetrics } from "./grant-metrics.js";
import { pageMetrics } from "./page-metrics.js";
import { marketMetrics } from "./market-metrics.js";
import { storageMetrics } from "./storage-metrics.js";
import type { Metric } from "./metric.js";
import { seriesMetrics } from "./series.js";
import { strategyMetrics } from "./strategy-metrics.js";
import { v20Metrics } from "./v20-metrics.js";
import { wireMetrics } from "./wire-metrics.js";

/** What the eras before 2.1 have beyond the metrics of every network, by their rule of emission. */
const ofEras: { readonly [emissionRule: string]: readonly Metric[] } = {
  v20: v20Metrics,
  dusk: duskMetrics,
  dawn: dawnMetrics,
  vouchers: ceremonyMetrics,
};

/** What of a scenario decides which metrics there are beside its rules. */
type Measured = Partial<Pick<Scenario, "market" | "operators" | "attackers" | "grants" | "fees" | "fidelity">>;

/** In the order of their columns in series.csv. */
export const metricsOf = (
  rules: RuleSwitches,
  { market, operators = [], attackers, grants, fees, fidelity }: Measured = {},
): readonly Metric[] => [
  ...seriesMetrics,
  ...(rules.lifecycle === "trie" ? (ofEras[rules.emissionRule] ?? []) : pageMetrics),
  ...(fidelity === "message" ? wireMetrics : []),
  ...(grants === undefined ? [] : grantMetrics),
  ...(market === undefined ? [] : marketMetrics),
  ...(keepsFiles({ fees }) ? storageMetrics : []),
  ...(hasBooks({ market, operators }) ? booksMetrics(operators.map((entry) => entry.class)) : []),
  ...strategyMetrics(operators),
  ...attackMetrics(hasBooks({ market, operators }) ? coalitionsOf({ attackers }) : []),
  ...(hasFloods(attackers, rules) ? floodMetrics : []),
];

/** Those of all networks. */
export const allMetrics: readonly Metric[] = [
  ...seriesMetrics,
  ...pageMetrics,
  ...Object.values(ofEras).flat(),
  ...grantMetrics,
  ...wireMetrics,
  ...marketMetrics,
  ...storageMetrics,
  ...booksMetrics(),
  ...strategyMetrics(),
  ...attackMetrics(),
  ...floodMetrics,
];

/** The names of the metrics of all networks, each once, by their columns in series.csv. */
export const metricByColumn: ReadonlyMap<string, string> = namesByColumn(allMetrics.map(({ name }) => name));

export const metricNames = (rules: RuleSwitches, scenario?: Measured): readonly string[] =>
  metricsOf(rules, scenario).map(({ name }) => name);
