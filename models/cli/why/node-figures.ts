/** What became of one prover, counted from its events. */
import type { Row } from "./read-log.js";

/** Times in seconds; NaN: it never came to that. */
export interface NodeFigures {
  readonly workers: number;
  readonly appearedS: number;
  /** From when it appeared to its first active allocation, and to as many as it has workers. */
  readonly toFirstS: number;
  readonly toAllS: number;
  /** Allocations that were active when its last event was told. */
  readonly active: number;
  readonly mostActive: number;
  /** Joins that it took back, that were refused, and that lapsed; leaves that it asked for: the events of each. */
  readonly takenBack: readonly Row[];
  readonly refused: readonly Row[];
  readonly leaves: readonly Row[];
  readonly evictions: readonly Row[];
  readonly offline: readonly Row[];
  /** Time that it was offline, as far as it came back. */
  readonly offlineS: number;
}

/** What an event makes of an allocation: active, or not. */
const activates = new Set(["starts active", "join confirmed", "stays", "resumed", "takes effect", "confirmed again"]);
const ends = new Set(["place closed", "paused", "leave asked for"]);

const timeOf = (row: Row): number => Number(row["time_s"]);

export function nodeFigures(events: readonly Row[], { prover, workers }: Row): NodeFigures {
  const own = events.filter((row) => row["prover"] === prover);
  const active = new Set<string>();
  const room = Number(workers);
  const appearedS = own.length === 0 ? Number.NaN : timeOf(own[0]);
  let [toFirstS, toAllS, mostActive, offlineS, wentS] = [Number.NaN, Number.NaN, 0, 0, Number.NaN];
  for (const row of own) {
    const { shard, what } = row;
    if (what.startsWith("moved to ")) {
      if (active.delete(row["other"])) active.add(shard);
    } else if (activates.has(what)) active.add(shard);
    else if (ends.has(what)) active.delete(shard);
    mostActive = Math.max(mostActive, active.size);
    if (active.size > 0 && Number.isNaN(toFirstS)) toFirstS = timeOf(row) - appearedS;
    if (active.size >= room && Number.isNaN(toAllS)) toAllS = timeOf(row) - appearedS;
    if (what === "goes offline") wentS = timeOf(row);
    else if (what === "comes back online" && !Number.isNaN(wentS)) {
      offlineS += timeOf(row) - wentS;
      wentS = Number.NaN;
    }
  }
  const said = (what: string, why?: string): readonly Row[] =>
    own.filter((row) => row["what"] === what && (why === undefined || row["why"] === why));
  return {
    workers: room,
    appearedS,
    toFirstS,
    toAllS,
    active: active.size,
    mostActive,
    takenBack: said("place closed", "its node rejected the join"),
    refused: said("join refused"),
    leaves: said("leave asked for"),
    evictions: said("evicted"),
    offline: said("goes offline"),
    offlineS,
  };
}
