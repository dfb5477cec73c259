/** `sent.csv`: what nodes of each class sent of each flow, span by span of the run. */
import type { RunTables } from "../../sim/experiment/model.js";
import { table } from "../../sim/table/result-table.js";
import type { ResultParts } from "./result.js";

/** Spans of a run that are told apart. */
export const spanCount = 60;

export const spanUs = (horizonUs: number): number => Math.max(1, Math.ceil(horizonUs / spanCount));

/** A row a span, flow and class; spans that the run did not come to have none. */
export function sentTable({ scenario, gossip, nowUs }: ResultParts): RunTables["series"] {
  const { messages, nodes, horizon } = scenario;
  const { kinds } = gossip.state;
  const everyUs = spanUs(horizon);
  const spans = Math.min(spanCount, Math.max(1, Math.ceil(nowUs / everyUs)));
  const rows = Array.from({ length: spans }, (_, span) => span).flatMap((span) =>
    messages.flatMap(({ flow }, kind) =>
      nodes.map(({ class: name, count }, group) => {
        const row = kind + messages.length * (group + nodes.length * span);
        const untilUs = Math.min(nowUs, (span + 1) * everyUs);
        return { untilUs, flow, name, copies: kinds.copies[row], bytes: kinds.copyBytes[row], count };
      }),
    ),
  );
  return table([
    { name: "time_s", values: rows.map(({ untilUs }) => untilUs / 1e6) },
    { name: "flow", values: rows.map(({ flow }) => flow) },
    { name: "node_class", values: rows.map(({ name }) => name) },
    { name: "sent_copies", values: rows.map(({ copies }) => copies) },
    { name: "sent_bytes", values: rows.map(({ bytes }) => bytes) },
    { name: "sent_per_node_bytes", values: rows.map(({ bytes, count }) => bytes / count) },
  ]);
}

/** What was counted of a flow over all spans and classes. */
export function ofFlow(values: Float64Array, flow: number, flowCount: number): number {
  let sum = 0;
  for (let row = flow; row < values.length; row += flowCount) sum += values[row];
  return sum;
}
