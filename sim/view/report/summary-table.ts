/** The metrics of a summary as a table. */
import type { Summary } from "../../output/summary.js";
import type { Cell } from "../../table/result-table.js";
import type { ReportTable } from "./parts.js";

/** A row a metric; of several replications with all that is known of the sample. */
export function summaryTable(metrics: Summary["metrics"]): ReportTable {
  const entries = Object.entries(metrics as Readonly<Record<string, Readonly<Record<string, unknown>>>>);
  // In the order in which metrics first have them.
  const columns = [...new Set(entries.flatMap(([, about]) => Object.keys(about)))].filter((name) => name !== "unit");
  return {
    title: "metrics",
    about: columns.length > 1 ? "Values of several replications are their means." : "Values when the run ended.",
    columns: ["metric", ...columns.slice(0, 1), "unit", ...columns.slice(1)],
    rows: entries.map(([metric, about]) => {
      const [value, ...others] = columns.map((column) => cellOf(about[column]));
      return [metric, value, cellOf(about["unit"]), ...others];
    }),
    rowCount: entries.length,
    file: "summary.json",
  };
}

/** Whole numbers too large for JSON are text there. */
function cellOf(value: unknown): Cell | null {
  if (typeof value === "string") return /^-?\d{1,80}$/.test(value) ? BigInt(value) : value;
  return typeof value === "number" || typeof value === "bigint" ? value : null;
}
