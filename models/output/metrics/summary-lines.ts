import { eraSummaryLines } from "./era-summary-lines.js";
import { networkSummaryLines } from "./network-summary-lines.js";
import type { Scenario } from "../../scenario/schema.js";
import { assumptionLine } from "../../scenario/marked-assumptions.js";
import { switchesOf } from "../../scenario/switches.js";
import type { MeasuredWithUnit } from "./amounts.js";

/** What happened, in lines for the terminal, from the metrics of one replication or several when they ended. */
export function summaryLines(
  replications: readonly (readonly MeasuredWithUnit[])[],
  scenario: Scenario,
): readonly string[] {
  const happened =
    switchesOf(scenario).lifecycle === "trie"
      ? eraSummaryLines(replications)
      : networkSummaryLines(replications, scenario);
  return [...happened, ...assumptionLine(scenario)];
}
