/** Tells what happened to a prover from its events, and what each of its allocations waits for. */
import type { Row } from "./read-log.js";

const shardCell = ({ shard }: Row): string => (shard === "" ? "        " : `shard ${shard}`.padEnd(8));

/** One line an event: when, where, what, why, by which rule. */
export function timeline(events: readonly Row[]): string[] {
  return events.map((row) => {
    const hours = `${(Number(row["time_s"]) / 3600).toFixed(2)} h`;
    const why = row["why"] === "" ? "" : `: ${row["why"]}`;
    return `frame ${row["frame"].padStart(7)}  ${hours.padStart(9)}  ${shardCell(row)}  ${row["what"]}${why}  [${row["rule"]}]`;
  });
}

/** What an event of an allocation means for it from then on, as far as it means anything; some words have two meanings. */
const standings: readonly (readonly [what: string, standing: string, rule?: string])[] = [
  ["starts active", "active"],
  ["starts joining", "still joining"],
  ["starts leaving", "leaving"],
  ["proposes to join", "proposed; nothing was heard of it yet"],
  ["join refused", "proposed and refused; the node will notice when it times out"],
  ["join accepted", "still joining, because its join was not answered"],
  [
    "node confirms",
    "still joining; the node has confirmed and the answer is on its way, or was lost",
    "proposer.decideJoins",
  ],
  ["node confirms", "leaving; the node has confirmed and the answer is on its way, was held back, or was lost"],
  [
    "node rejects",
    "leaving; the node takes it back and the answer is on its way, or was lost",
    "proposer.decideLeaves",
  ],
  ["node rejects", "still joining; the node has rejected and the answer is on its way, or was lost"],
  ["join confirmed", "active"],
  ["takes effect", "active, and counts for coverage"],
  ["expires", "active, not confirmed for this epoch: it covers nothing"],
  ["confirmed again", "active, and counts for coverage"],
  ["paused", "paused"],
  ["resumed", "active"],
  ["stays", "active"],
  ["node asks to leave", "active; the node has asked to leave and the request is on its way, or was lost"],
  ["leave asked for", "leaving, because its leave was not answered"],
  ["leave held back", "leaving, and held back"],
  ["leave confirmed", "leaving, and confirmed"],
  ["place closed", "closed"],
  ["joined", "a member"],
  ["left", "closed"],
  ["removed", "closed"],
];

const standingOf = (row: Row): string | undefined =>
  standings.find(([what, , rule]) => what === row["what"] && (rule === undefined || rule === row["rule"]))?.[1];

const since = ({ what, frame }: Row): string =>
  `since ${what.startsWith("starts ") ? "the start, " : ""}frame ${frame}`;

/** One line an allocation that the prover has or had last, by shard: how it stands and since when. */
export function standing(events: readonly Row[], prover: string): string[] {
  // Insertion order is the order of events, which is that of the file.
  const latest = new Map<string, Row>();
  for (const row of events) {
    if (row["prover"] !== prover || row["shard"] === "") continue;
    // An allocation that moves keeps its standing; the shard that it was on is gone.
    if (row["what"].startsWith("moved to ")) moveStanding(latest, row);
    else if (standingOf(row) !== undefined) latest.set(row["shard"], row);
  }
  const rows = [...latest].toSorted(([a], [b]) => Number(a) - Number(b));
  return rows.map(([shard, row]) => {
    const why = row["why"] === "" ? "" : ` (${row["why"]})`;
    return `${shardCell({ ...row, shard })}  ${standingOf(row) ?? row["what"]} ${since(row)}${why}  [${row["rule"]}]`;
  });
}

function moveStanding(latest: Map<string, Row>, row: Row): void {
  const from = row["other"] ?? "";
  const before = latest.get(from);
  if (before === undefined) return;
  latest.delete(from);
  latest.set(row["shard"], before);
}
