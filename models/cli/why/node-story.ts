/** The story of a prover, or of several together, in sentences. */
import { group, median } from "d3-array";
import { counted, countText, durationText } from "../../../sim/units/readable.js";
import { causes, type CauseCode } from "../../state/ledger/causes.js";
import { chainLines, momentOf } from "./chain.js";
import { memberStory } from "./member-story.js";
import { because } from "./because.js";
import { type NodeFigures, nodeFigures } from "./node-figures.js";
import type { Row } from "./read-log.js";

/** Evictions that are told one by one. */
const toldEvictions = 3;

/** Sentences about one prover; `found`: events that led to its own. */
export function nodeStory(events: readonly Row[], prover: Row, found: ReadonlyMap<string, Row>): readonly string[] {
  const figures = nodeFigures(events, prover);
  const member = memberStory(events, [prover]);
  if (member !== null) return [member.begin, ...countsOf([figures]), ...member.end];
  return [
    beginningOf(figures),
    ...countsOf([figures]),
    ...evictionLines(figures.evictions, found),
    `At the end ${figures.active} of its ${counted(figures.workers, "worker serves", "workers serve")} an active allocation.`,
  ];
}

function beginningOf({ workers, toFirstS, toAllS, mostActive }: NodeFigures): string {
  if (Number.isNaN(toFirstS)) return "It never had an active allocation.";
  const first =
    toFirstS === 0
      ? "It had its first active allocation at once"
      : `First active allocation after ${durationText(toFirstS)}`;
  if (workers === 1) return `${first}.`;
  const all = Number.isNaN(toAllS)
    ? `never all ${workers}: at most ${mostActive} at a time`
    : `all ${workers} ${toAllS === 0 ? "at once" : `after ${durationText(toAllS)}`}`;
  return `${first}, ${all}.`;
}

const span = (times: readonly number[]): string => durationText(median(times) ?? 0);

/** Sentences about several: medians, and what happened to them together. */
export function groupStory(events: readonly Row[], provers: readonly Row[]): readonly string[] {
  // Events of all provers are sorted out once.
  const byProver = group(events, (row) => row["prover"]);
  const all = provers.map((prover) => nodeFigures(byProver.get(prover["prover"]) ?? [], prover));
  const member = memberStory(events, provers);
  if (member !== null) return [member.begin, ...countsOf(all), ...member.end];
  const known = (read: (figures: NodeFigures) => number): number[] =>
    all.map(read).filter((value) => !Number.isNaN(value));
  const first = known(({ toFirstS }) => toFirstS);
  const full = known(({ toAllS }) => toAllS);
  const of = (times: number[]): string => `${countText(times.length)} of ${countText(all.length)}`;
  const total = (read: (figures: NodeFigures) => number): string =>
    countText(all.reduce((sum, one) => sum + read(one), 0));
  return [
    first.length === 0
      ? "None of them ever had an active allocation."
      : `First active allocation after ${span(first)} (median; ${of(first)} had one)${full.length === 0 ? "; none ever had one for each worker" : `, one for each worker after ${span(full)} (${of(full)})`}.`,
    ...countsOf(all),
    ...evictionCount(all),
    `At the end ${total(({ active }) => active)} of ${counted(
      total(({ workers }) => workers),
      "worker serves",
      "workers serve",
    )} an active allocation.`,
  ];
}

const told = (rows: readonly Row[], words: string): readonly string[] =>
  rows.length === 0 ? [] : [`${countText(rows.length)} ${words}${mostly(rows)}.`];

function countsOf(all: readonly NodeFigures[]): readonly string[] {
  const offline = all.flatMap((one) => one.offline);
  const offlineS = all.reduce((sum, one) => sum + one.offlineS, 0);
  const away = offlineS === 0 ? "" : `, for ${durationText(offlineS)} in all as far as they ended`;
  return [
    ...told(
      all.flatMap((one) => one.takenBack),
      "joins taken back",
    ),
    ...told(
      all.flatMap((one) => one.refused),
      "joins refused",
    ),
    ...told(
      all.flatMap((one) => one.leaves),
      "leaves asked for",
    ),
    ...(offline.length === 0
      ? []
      : [`Offline ${offline.length === 1 ? "once" : `${countText(offline.length)} times`}${away}.`]),
  ];
}

const evictionCount = (all: readonly NodeFigures[]): readonly string[] => {
  const rows = all.flatMap(({ evictions }) => evictions);
  return rows.length === 0 ? [] : [`${countText(rows.length)} evicted${mostly(rows)}.`];
};

/** The most frequent cause, if any is known, and how often it was that. */
function mostly(rows: readonly Row[]): string {
  // Insertion order is that of the events, so of equally frequent causes the one that came first is told.
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row["cause"], (counts.get(row["cause"]) ?? 0) + 1);
  const [code, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0];
  if (!(code in causes) || code === "not_known") return "";
  const how = count === rows.length ? "" : ` mostly (${countText(count)})`;
  return `,${how} because ${causes[code as CauseCode]}`;
}

function evictionLines(rows: readonly Row[], found: ReadonlyMap<string, Row>): readonly string[] {
  const shown = rows.slice(0, toldEvictions);
  const lines = shown.flatMap((row) => [`Evicted at ${momentOf(row)} ${because(row)}.`, ...chainLines(row, found)]);
  return rows.length > shown.length
    ? [...lines, `Evicted ${counted(rows.length - shown.length, "more time")}.`]
    : lines;
}
