/** What happened in an older era, in a few lines for the terminal: in one replication, or over several. */
import { Amounts, type MeasuredWithUnit, notMeasured } from "./amounts.js";
import { seriesMetrics } from "./series.js";
import { issuedQuil } from "./network-summary-lines.js";
import { counted } from "../../../sim/units/readable.js";

/** `replications`: the metrics of each when it ended; those that only the era has get a line each. */
export function eraSummaryLines(replications: readonly (readonly MeasuredWithUnit[])[]): string[] {
  const amounts = new Amounts(replications);
  const a = (metric: string): string => amounts.metric(metric);
  const common = new Set(seriesMetrics.map(({ name }) => name));
  // Classes have a table of their own.
  const ofEra = replications[0].filter(({ name }) => !common.has(name) && !name.includes("[class="));
  return [
    ...amounts.heading(),
    `${counted(a("population.peers"), "node")} with ${counted(a("population.workers"), "core")}: ` +
      `${counted(a("population.peersOnline"), "node")} online, ${counted(a("population.workersActive"), "core")} at work.`,
    ...ofEra.map(({ name, unit }) => `${name}: ${a(name) === notMeasured ? notMeasured : `${a(name)} ${unit}`}`),
    `${issuedQuil(amounts)} QUIL issued.`,
  ];
}
