/** Reads the log of one prover from the folder of a run, line by line: logs of large runs do not fit into memory. */
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseString } from "fast-csv";
import { UsageError } from "../../../sim/cli/command.js";
import { messages } from "../texts/messages.js";
import { openTable } from "../../../sim/files/open-table.js";

/** A row of events.csv or provers.csv, by column. */
export type Row = Readonly<Record<string, string>>;

/** Rows of one replication whose line may be the one that is looked for; columns are found by the header. */
async function rowsOf(file: string, mayBe: (cells: readonly string[], column: (name: string) => number) => boolean) {
  const lines = createInterface({ input: openTable(file), crlfDelay: Number.POSITIVE_INFINITY });
  let header: string | undefined;
  let names: string[] = [];
  const found: string[] = [];
  for await (const line of lines) {
    if (header === undefined) {
      header = line;
      names = line.split(",");
    } else if (mayBe(line.split(",", 6), (name) => names.indexOf(name))) {
      found.push(line);
    }
  }
  return header === undefined ? [] : parseRows([header, ...found].join("\n"));
}

async function parseRows(text: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of parseString<Row, Row>(text, { headers: true })) rows.push(row as Row);
  return rows;
}

/** The prover with that index or beginning of its address. Throws `UsageError` if there is not exactly one. */
export async function findProver(folder: string, id: string, replication: string): Promise<Row> {
  const file = join(folder, "provers.csv");
  const isIndex = /^\d{1,9}$/.test(id);
  const found = await rowsOf(file, (cells, column) => {
    if (cells[column("replication")] !== replication) return false;
    return isIndex
      ? cells[column("prover")] === String(Number(id))
      : cells[column("address")].startsWith(id.toLowerCase());
  });
  if (found.length !== 1) throw new UsageError(messages.proverNotFound(id, found.length));
  return found[0];
}

/** Events of a prover, and of the shards that it was on, in the order in which they happened. */
export async function eventsOf(folder: string, prover: string, replication: string): Promise<Row[]> {
  const file = join(folder, "events.csv");
  const rows = await rowsOf(file, (cells, column) => {
    const whose = cells[column("prover")];
    return cells[column("replication")] === replication && (whose === prover || whose === "");
  });
  // What happens to a shard is told from when the prover had to do with it.
  const own = new Set<string>();
  return rows.filter((row) => {
    if (row["prover"] === prover) own.add(row["shard"]);
    return row["prover"] === prover || (row["shard"] !== "" && own.has(row["shard"]));
  });
}
