import type { RunResult } from "./model.js";

/** Mean of a metric over the replications that measured it; NaN: none did. */
export function meanOf(replications: readonly RunResult["metrics"][], name: string): number {
  const values = replications
    .map((metrics) => metrics.find((one) => one.name === name)?.value)
    .filter((value) => typeof value === "number");
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
