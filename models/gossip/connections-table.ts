/** `connections.csv`: how many connections there are, and what nodes dial, span by span of the run. */
import type { RunTables } from "../../sim/experiment/model.js";
import { table } from "../../sim/table/result-table.js";
import type { ResultParts } from "./result.js";
import { spanCount, spanUs } from "./sent-table.js";

/** A row a span that the run came to; connections are those at its end. */
export function connectionsTable({ scenario, gossip, nowUs }: ResultParts): RunTables["series"] {
  const { connectionCount, peering } = gossip.state;
  const { opened, closed, dials, refused, unanswered } = peering!.spans;
  const everyUs = spanUs(scenario.horizon);
  const spans = Math.min(spanCount, Math.max(1, Math.ceil(nowUs / everyUs)));
  const rows = Array.from({ length: spans }, (_, span) => span);
  let connections = 0;
  for (let c = 0; c < connectionCount; c++) if (gossip.state.isOpen(c)) connections += 0.5;
  // From what there is now back to what there was.
  const after = new Float64Array(spans);
  for (let span = spans - 1; span >= 0; span--) {
    after[span] = connections;
    connections += closed[span] - opened[span];
  }
  return table([
    { name: "time_s", values: rows.map((span) => Math.min(nowUs, (span + 1) * everyUs) / 1e6) },
    { name: "connections", values: Array.from(after) },
    { name: "opened_connections", values: rows.map((span) => opened[span]) },
    { name: "closed_connections", values: rows.map((span) => closed[span]) },
    { name: "dials", values: rows.map((span) => dials[span]) },
    { name: "refused_dials", values: rows.map((span) => refused[span]) },
    { name: "unanswered_dials", values: rows.map((span) => unanswered[span]) },
  ]);
}
