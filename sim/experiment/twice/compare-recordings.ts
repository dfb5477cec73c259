import { differingDraw, isSameEvent, type Pair, type TraceDifference } from "../trace/difference.js";
import type { RunRecorder } from "../trace/run-recorder.js";
import type { TracedEvent } from "../trace/traced.js";

/** The first of the rows, from 0, in which two recordings of the same slice differ; −1: they are the same. */
export function differingRow([one, other]: Pair<RunRecorder>): number {
  const rows = Math.max(one.rowCount, other.rowCount);
  const names = ["timeUs", "kind", "target", "source", "payload", "draws", "drawn", "folded"] as const;
  let first = rows;
  for (const name of names) {
    const [a, b] = [one.columns[name].view(), other.columns[name].view()];
    const row = differingIndex(a, b, first);
    if (row >= 0) first = row;
  }
  return first < rows ? first : -1;
}

/** What is different in that row. `earlier`: events before the slice, the latest last. */
export function differenceAt(
  [one, other]: Pair<RunRecorder>,
  row: number,
  earlier: readonly TracedEvent[],
): TraceDifference {
  const [a, b] = [one, other].map((recorder) => (row < recorder.rowCount ? recorder.event(row) : undefined));
  const isSame = a !== undefined && b !== undefined && isSameEvent(a, b);
  const maxDraws = isSame ? Math.max(a.draws, b.draws) : 0;
  return {
    events: [a, b],
    draw: differingDraw((k) => [one.drawOf(row, k), other.drawOf(row, k)], maxDraws),
    before: latestEvents(one, row, earlier),
  };
}

/** How many events before a difference are shown. */
const shown = 3;

/** The latest of `earlier` and of the first `rows` rows. */
export function latestEvents(recorder: RunRecorder, rows: number, earlier: readonly TracedEvent[]): TracedEvent[] {
  const from = Math.max(0, rows - shown);
  const latest = Array.from({ length: rows - from }, (_unused, k) => recorder.event(from + k));
  return [...earlier, ...latest].slice(-shown);
}

function differingIndex(a: Float64Array, b: Float64Array, before: number): number {
  for (let k = 0; k < before; k++) if (a[k] !== b[k]) return k;
  return -1;
}
