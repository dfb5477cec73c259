/** Follows events back to what led to them. */
import { because } from "./because.js";
import { eventsById, type Row } from "./read-log.js";

/** Steps that a chain is followed back, at most; each reads the log once more for all that are asked for. */
const longestChain = 4;

/** The events that led to some, by number, and those that led to these. */
export async function causesOf(
  folder: string,
  events: readonly Row[],
  replication: string,
): Promise<ReadonlyMap<string, Row>> {
  // Reached by key only, so the order of the Map never matters.
  const found = new Map<string, Row>();
  let asked = missing(events, found);
  for (let step = 0; step < longestChain && asked.size > 0; step++) {
    const rows = await eventsById(folder, asked, replication);
    for (const row of rows) found.set(row["event_id"], row);
    asked = missing(rows, found);
  }
  return found;
}

const missing = (rows: readonly Row[], found: ReadonlyMap<string, Row>): ReadonlySet<string> =>
  new Set(rows.map((row) => row["cause_event_id"]).filter((id) => id !== undefined && id !== "" && !found.has(id)));

/** A line for each event that led to this one, the nearest first; each says what led to it. */
export function chainLines(event: Row, found: ReadonlyMap<string, Row>): readonly string[] {
  const lines: string[] = [];
  let next = found.get(event["cause_event_id"]);
  for (let step = 0; next !== undefined && step < longestChain; step++) {
    lines.push(
      `${"  ".repeat(step + 1)}← ${momentOf(next)}: ${subjectOf(next)} ${next["what"]} ${because(next)}`.trimEnd(),
    );
    next = found.get(next["cause_event_id"]);
  }
  return lines;
}

/** When it happened: frame and hours. */
export const momentOf = (row: Row): string => `frame ${row["frame"]} (${(Number(row["time_s"]) / 3600).toFixed(2)} h)`;

/** Who or what it happened to. */
export const subjectOf = ({ prover, shard }: Row): string => {
  if (prover === "") return shard === "" ? "the network" : `shard ${shard}`;
  return shard === "" ? `prover ${prover}` : `prover ${prover} on shard ${shard}`;
};
