/** traffic.csv: what nodes and archives sent and received between two reports, by flow and class. */
import type { ScenarioGiven } from "../../changes/network.js";
import type { Wire } from "../../changes/message-port.js";
import { trafficFlows } from "../../changes/messages/wire/traffic.js";
import type { LongTable } from "./columns.js";

/** What archives are called beside classes of operators. */
const archivesName = "archives";

export function trafficTable({ scenario }: Pick<ScenarioGiven, "scenario">, { traffic }: Wire): LongTable {
  const { rows, archives } = traffic;
  const numbers = (of: (row: number) => number): Float64Array => Float64Array.from({ length: rows.count }, (_, row) => of(row)); // prettier-ignore
  const words = (of: (row: number) => string): string[] => Array.from({ length: rows.count }, (_, row) => of(row));
  const perNode =
    (bytes: Float64Array) =>
    (row: number): number =>
      rows.nodes[row] === 0 ? 0 : bytes[row] / rows.nodes[row];
  return {
    rowCount: rows.count,
    columns: [
      { name: "time_s", values: numbers((row) => rows.timeUs[row] / 1e6) },
      { name: "flow", values: words((row) => trafficFlows[rows.flow[row]]) },
      {
        name: "node_class",
        values: words((row) =>
          rows.place[row] === archives ? archivesName : scenario.operators[rows.place[row]].class,
        ),
      },
      { name: "nodes", values: numbers((row) => rows.nodes[row]) },
      { name: "sent_bytes", values: numbers((row) => Math.round(rows.sent[row])) },
      { name: "received_bytes", values: numbers((row) => Math.round(rows.received[row])) },
      { name: "node_sent_bytes", values: numbers((row) => Math.round(perNode(rows.sent)(row))) },
      { name: "node_received_bytes", values: numbers((row) => Math.round(perNode(rows.received)(row))) },
    ],
  };
}
