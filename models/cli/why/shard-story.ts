/** The story of a shard: what cost it its quorum and who, what halted it, and whom that cost their allocations. */
import { counted, durationText } from "../../../sim/units/readable.js";
import { because } from "./because.js";
import { chainLines, momentOf } from "./chain.js";
import type { Row } from "./read-log.js";

/** Losses of quorum and halts that are told one by one. */
const toldLosses = 5;

/** Events of a shard itself after which something is to be explained. */
export const turningPoints: readonly string[] = ["makes no frames", "halts", "shard is gone"];

interface ShardEvents {
  /** All events on the shard, in order. */
  readonly events: readonly Row[];
  /** Evictions of provers that are due to it. */
  readonly evicted: readonly Row[];
  /** Events that led to any of them. */
  readonly found: ReadonlyMap<string, Row>;
}

export function shardStory(shard: string, { events, evicted, found }: ShardEvents): readonly string[] {
  const own = events.filter(({ prover }) => prover === "");
  const losses = own.filter((row) => turningPoints.includes(row["what"]));
  const told = losses.slice(0, toldLosses);
  return [
    ...beginningOf(own),
    ...(losses.length === 0 ? ["It never lost its quorum, and never halted."] : []),
    ...told.flatMap((row) => [
      `${momentOf(row)}: it ${wordsOf(row)}${lastingOf(row, own)} ${because(row)}.`,
      ...chainLines(row, found),
    ]),
    ...(losses.length > told.length
      ? [`${counted(losses.length - told.length, "more such event")}: --all shows them.`]
      : []),
    ...evictedBy(shard, evicted),
    endOf(own),
  ];
}

const wordsOf = ({ what }: Row): string => (what === "shard is gone" ? "is gone from the grid" : what);

/** Until which event it lasted. */
const endOfWhat: Readonly<Record<string, string>> = { "makes no frames": "makes frames", halts: "runs again" };

function lastingOf(row: Row, own: readonly Row[]): string {
  const end = endOfWhat[row["what"]];
  if (end === undefined) return "";
  const over = own.find((other) => other["what"] === end && Number(other["event_id"]) > Number(row["event_id"]));
  if (over === undefined) return " to the end,";
  return ` for ${durationText(Number(over["time_s"]) - Number(row["time_s"]))},`;
}

function beginningOf(own: readonly Row[]): readonly string[] {
  const first = own.find(({ what }) => what === "shard appears");
  if (first === undefined) return [];
  const from = first["other"] === "" || first["other"] === undefined ? "" : ` out of shard ${first["other"]}`;
  return [`It appears at ${momentOf(first)}${from} ${because(first)}`.trimEnd() + "."];
}

function evictedBy(shard: string, evicted: readonly Row[]): readonly string[] {
  const due = evicted.filter((row) => row["cause"] === "shard_makes_no_frames" && row["cause_shard"] === shard);
  if (due.length === 0) return [];
  return [
    `${counted(due.length, "prover whose node was online was", "provers whose nodes were online were")} evicted, from ${momentOf(due[0])} on, because it made no frames: ${due
      .slice(0, 8)
      .map((row) => row["prover"])
      .join(", ")}${due.length > 8 ? ", …" : ""}.`,
  ];
}

function endOf(own: readonly Row[]): string {
  const last = own.findLast(({ what }) => ["makes frames", "makes no frames", "shard is gone"].includes(what));
  if (last === undefined) return "At the end it has made no frame yet.";
  if (last["what"] === "shard is gone") return "At the end it is gone.";
  return last["what"] === "makes frames" ? "At the end it makes frames." : "At the end it makes no frames.";
}
