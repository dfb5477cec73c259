/** `orrery why RUN --metric M`: what moved a metric, largest first. */
import { changePoints } from "../../../sim/stats/change-points.js";
import { durationText } from "../../../sim/units/readable.js";
import { grouped } from "../../output/metrics/amounts.js";
import type { Row } from "./read-log.js";

/** Moves that are shown unless all are asked for. */
export const shownMoves = 8;

/** Noise that is assumed at least, in parts of the range of the values: what is smaller than that moves nothing that is seen. */
const noiseFloorShare = 0.01;

/** A move of the metric, from the row at `frame` to that at `untilFrame`. */
export interface Move {
  readonly frame: number;
  readonly untilFrame: number;
  readonly timeS: number;
  readonly before: number;
  readonly after: number;
  /** Numbers of the turns that began between the rows, or with the first of them. */
  readonly turns: readonly number[];
}

/**
 * Changes of level, largest first; of a count since the start, and of what drifts, the largest growth from row to row. Rows in which
 * the metric was not measured are left out.
 */
export function movesOf(allRows: readonly Row[], column: string, turns: readonly Row[]): readonly Move[] {
  const series = allRows.filter((row) => row[column] !== "");
  const values = series.map((row) => Number(row[column]));
  const frames = series.map((row) => Number(row["frame"]));
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  if (!(high > low)) return [];
  const neverFalls = values.every((value, row) => row === 0 || value >= values[row - 1]);
  const levels = neverFalls ? [] : changePoints(values, { noiseFloor: noiseFloorShare * (high - low), minLength: 1 });
  const moves = levels.length > 0 ? levels : fromRowToRow(values);
  return moves
    .map(({ at, before, after }): Move => {
      const [frame, untilFrame] = [frames[at - 1], frames[at]];
      const began = turns.filter((turn) => Number(turn["frame"]) >= frame && Number(turn["frame"]) <= untilFrame);
      return {
        frame,
        untilFrame,
        timeS: Number(series[at - 1]["time_s"]),
        before,
        after,
        turns: began.map((turn) => Number(turn["turn"])),
      };
    })
    .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || a.frame - b.frame);
}

const fromRowToRow = (values: readonly number[]): readonly { at: number; before: number; after: number }[] =>
  values.flatMap((after, at) => (at > 0 && after !== values[at - 1] ? [{ at, before: values[at - 1], after }] : []));

/** Events that are counted between two rows: what they say, by which cause, how often. */
export interface CountedEvent {
  readonly what: string;
  readonly why: string;
  readonly count: number;
}

/** Looks, answers and appearances, which move nothing by themselves. */
const isSilent = ({ what }: Row): boolean =>
  /^(looks|node |proposes|has seniority|starts |transactions|deletions)/.test(what);

/** What happened after the first row up to the second, the most frequent first. */
export function countBetween(events: readonly Row[], { frame, untilFrame }: Move): readonly CountedEvent[] {
  // Insertion order is that of the log.
  const counts = new Map<string, CountedEvent>();
  for (const row of events) {
    if (Number(row["frame"]) <= frame || Number(row["frame"]) > untilFrame || isSilent(row)) continue;
    const key = `${row["what"]}\n${row["why"]}`;
    counts.set(key, { what: row["what"], why: row["why"], count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
}

/** Whole where the value is, or is large. */
export const amount = (value: number): string =>
  grouped(value, Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 2);

/** A move in lines: when, from where to where, which turns, and what the log counts. */
export function moveLines(move: Move, turns: readonly Row[], events: readonly CountedEvent[]): readonly string[] {
  const { before, after, frame, untilFrame, timeS } = move;
  const by = after - before;
  const head =
    `${by > 0 ? "+" : "−"}${amount(Math.abs(by))} at ${durationText(timeS)}: ` +
    `from ${amount(before)} to ${amount(after)}, between frames ${grouped(frame)} and ${grouped(untilFrame)}`;
  const told = turns
    .filter((row) => move.turns.includes(Number(row["turn"])))
    .map(({ turn, told: text, cause }) => `    turn ${turn}: ${text}${cause === "" ? "" : `, because ${cause}`}`);
  const seen = events
    .slice(0, 4)
    .map(({ what, why, count }) => `    ${grouped(count)} × ${what}${why === "" ? "" : `: ${why}`}`);
  return [head, ...told, ...seen];
}
