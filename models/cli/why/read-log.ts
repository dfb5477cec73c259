/** Reads the log of one prover from the folder of a run, line by line: logs of large runs do not fit into memory. */
import { join } from "node:path";
import { createInterface } from "node:readline";
import { csvParseRows } from "d3-dsv";
import { parseString } from "fast-csv";
import { UsageError } from "../../../sim/cli/command.js";
import { messages } from "../texts/messages.js";
import { openTable } from "../../../sim/files/open-table.js";

/** A row of events.csv or provers.csv, by column. */
export type Row = Readonly<Record<string, string>>;

/** Cells that a line is chosen by stand first: none of them is a text in quotes. */
const cellsLookedAt = 7;

/** Says by the first cells of a line whether it is wanted. */
type IsWanted = (cells: readonly string[], column: (name: string) => number) => boolean;

/** Lines of a table, each with the names of its columns. */
async function* linesOf(file: string): AsyncGenerator<{ readonly names: readonly string[]; readonly line: string }> {
  let names: readonly string[] | undefined;
  for await (const line of createInterface({ input: openTable(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (names === undefined) names = line.split(",");
    else yield { names, line };
  }
}

/** Rows of one replication whose line may be the one that is looked for; columns are found by the header. */
async function rowsOf(file: string, mayBe: IsWanted) {
  const found: string[] = [];
  for await (const { names, line } of linesOf(file)) {
    if (found.length === 0) found.push(names.join(","));
    if (mayBe(line.split(",", cellsLookedAt), (name) => names.indexOf(name))) found.push(line);
  }
  return parseRows(found.join("\n"));
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

/** The provers of a class, or of an operator by its number: in order of their indices. */
export async function provers(
  folder: string,
  column: "operator" | "operator_class",
  value: string,
  replication: string,
): Promise<readonly Row[]> {
  const rows = await rowsOf(join(folder, "provers.csv"), (cells, at) => cells[at("replication")] === replication);
  return rows.filter((row) => row[column] === value);
}

/** Numbers of all provers of a replication by class, both in the order of the file. */
export async function proversByClass(
  folder: string,
  replication: string,
): Promise<readonly { readonly name: string; readonly nodes: readonly string[] }[]> {
  // In the order in which classes come first.
  const groups = new Map<string, string[]>();
  for await (const { names, line } of linesOf(join(folder, "provers.csv"))) {
    const [at, prover, name] = ["replication", "prover", "operator_class"].map((column) => names.indexOf(column));
    const [row] = line.includes('"') ? csvParseRows(line) : [line.split(",")];
    if (row[at] !== replication) continue;
    const nodes = groups.get(row[name]) ?? [];
    if (nodes.length === 0) groups.set(row[name], nodes);
    nodes.push(row[prover]);
  }
  return [...groups].map(([of, nodes]) => ({ name: of, nodes }));
}

/** Events of provers, and of the shards that they were on, in the order in which they happened. */
export async function eventsOf(
  folder: string,
  whose: ReadonlySet<string>,
  replication: string,
): Promise<readonly Row[]> {
  const rows = await eventRows(folder, replication, ({ prover }) => whose.has(prover) || prover === "");
  // What happens to a shard is told from when one of them had to do with it.
  const own = new Set<string>();
  return rows.filter((row) => {
    if (whose.has(row["prover"])) own.add(row["shard"]);
    return whose.has(row["prover"]) || (row["shard"] !== "" && own.has(row["shard"]));
  });
}

/** All events on a shard: its own, and those of allocations on it. */
export const eventsOn = (folder: string, on: string, replication: string): Promise<readonly Row[]> =>
  eventRows(folder, replication, ({ shard }) => shard === on);

/** The events with those numbers. */
export const eventsById = (folder: string, ids: ReadonlySet<string>, replication: string): Promise<readonly Row[]> =>
  eventRows(folder, replication, ({ id }) => ids.has(id));

/** Evictions of provers as a whole. */
export async function evictions(folder: string, replication: string): Promise<readonly Row[]> {
  const rows = await eventRows(folder, replication, ({ prover, shard }) => prover !== "" && shard === "");
  return rows.filter(({ what }) => what === "evicted");
}

interface Place {
  readonly id: string;
  readonly prover: string;
  readonly shard: string;
}

const eventRows = (folder: string, replication: string, isWanted: (place: Place) => boolean): Promise<readonly Row[]> =>
  rowsOf(
    join(folder, "events.csv"),
    (cells, at) =>
      cells[at("replication")] === replication &&
      isWanted({ id: cells[at("event_id")], prover: cells[at("prover")], shard: cells[at("shard")] }),
  );
