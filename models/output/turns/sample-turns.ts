/** Turns of several replications, told of the sample: what happened in how many of them, and when. */
import { counted, durationText } from "../../../sim/units/readable.js";
import type { Table } from "../../../sim/table/result-table.js";
import { type TurnRow, turnLine, turnRows } from "./turn-lines.js";

/** Kinds of turns that a summary tells. */
const inSummary = 3;

/** The first turn of a kind in a replication. */
interface First {
  readonly replication: number;
  readonly row: TurnRow;
}

/**
 * The kinds of turns that most replications had, in order of the time at which half of those had it, an example each; nothing
 * where no replication had any. `replications`: `turns.csv` of each.
 */
export function sampleTurns(replications: readonly Table[]): readonly string[] {
  // Insertion order is that of replications and of time.
  const byKind = new Map<string, First[]>();
  replications.forEach((table, replication) => {
    const seen = new Set<string>();
    for (const row of turnRows(table)) {
      // Steps differ in what steps.
      const kind = row["what"] === "step" ? `step of ${row["metric"]}` : row["what"];
      if (seen.has(kind)) continue;
      seen.add(kind);
      byKind.set(kind, [...(byKind.get(kind) ?? []), { replication, row }]);
    }
  });
  const kinds = [...byKind].map(([kind, firsts]) => ({ kind, firsts: firsts.toSorted(byTime), count: firsts.length }));
  const most = kinds.toSorted((a, b) => b.count - a.count || middleS(a.firsts) - middleS(b.firsts)).slice(0, inSummary);
  if (most.length === 0) return [];
  const lines = most
    .toSorted((a, b) => middleS(a.firsts) - middleS(b.firsts))
    .map(({ kind, firsts, count }) => {
      const [first, last] = [firsts[0], firsts[firsts.length - 1]].map(({ row }) =>
        durationText(Number(row["time_s"])),
      );
      const { replication, row } = firsts[(firsts.length - 1) >> 1];
      const when = first === last ? `at ${first}` : `at ${first} to ${last}`;
      return `  ${kind} in ${count} of ${replications.length}, ${when}; in replication ${replication}, turn ${turnLine(row)}`;
    });
  const others = kinds.length - most.length;
  const more = others === 0 ? [] : [`  ${others} more ${others === 1 ? "kind" : "kinds"} of turns in turns.csv.`];
  return [`What happened in ${counted(replications.length, "replication")} (orrery why RUN --replication N says more of one):`, ...lines, ...more]; // prettier-ignore
}

const byTime = (a: First, b: First): number =>
  Number(a.row["time_s"]) - Number(b.row["time_s"]) || a.replication - b.replication;

const middleS = (firsts: readonly First[]): number => Number(firsts[(firsts.length - 1) >> 1].row["time_s"]);
