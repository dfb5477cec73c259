/** Rows of a table of a run, of one replication. */
import { parseStream } from "fast-csv";
import { openTable } from "../../../sim/files/open-table.js";
import type { Row } from "./read-log.js";

/** Rows that are wanted, in order; the table must fit into memory as far as it is wanted. */
export async function tableRows(
  file: string,
  replication: string,
  isWanted: (row: Row) => boolean = () => true,
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for await (const read of parseStream<Row, Row>(openTable(file), { headers: true })) {
    const row = read as Row;
    if (row["replication"] === replication && isWanted(row)) found.push(row);
  }
  return found;
}
