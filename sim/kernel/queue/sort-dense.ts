import { wordsOfRecord } from "./chunk-pool.js";
import type { Priorities } from "./event-queue.js";
import { kindOf, originAt, sequenceAt, sourceOf, targetAt } from "./event-words.js";

/** What is sorted: times and records, in step; `words` is the pool that the records lie in. */
interface Events {
  readonly times: Float64Array;
  readonly records: Int32Array;
  readonly words: Int32Array;
}

/** Ranges up to this long are left to the insertion sort that follows. */
const insertionLimit = 24;

/** Time, priority, target, source, sequence: the parts of the total order, from 0. */
const lastPart = 4;

/**
 * Brings the events of [from, until) nearly into total order: every event stands within a few places of its own. For
 * dense cells, events at nearly or exactly one time, such as the timers of all nodes at the start of a frame, for which
 * an insertion sort alone would take the square of their number.
 *
 * Events are divided by the first part of their key in which they differ, in proportion, and each part again: n log n
 * at worst, and one or two passes where keys are spread evenly.
 */
export function sortDense(events: Events, from: number, until: number, priorities: Readonly<Priorities>): void {
  divide({ events, priorities }, from, until, 0);
}

interface DenseCell {
  readonly events: Events;
  readonly priorities: Readonly<Priorities>;
}

function divide(cell: DenseCell, from: number, until: number, firstPart: number): void {
  if (until - from <= insertionLimit) return;
  let part = firstPart;
  let keys = keysOf(cell, from, until, part);
  let [min, max] = rangeOf(keys);
  while (min === max) {
    if (++part > lastPart) return;
    keys = keysOf(cell, from, until, part);
    [min, max] = rangeOf(keys);
  }
  let start = from;
  for (const end of distribute(cell.events, from, keys, { min, max })) {
    divide(cell, start, from + end, part);
    start = from + end;
  }
}

function keysOf({ events, priorities }: DenseCell, from: number, until: number, part: number): Float64Array {
  const { times, records, words } = events;
  if (part === 0) return times.slice(from, until);
  const keys = new Float64Array(until - from);
  // Sequences wrap: they are counted from one of them.
  const base = words[wordsOfRecord(records[from]) + sequenceAt];
  for (let k = 0; k < keys.length; k++) {
    const at = wordsOfRecord(records[from + k]);
    if (part === 1) keys[k] = priorities[kindOf(words[at + originAt])];
    else if (part === 2) keys[k] = words[at + targetAt];
    else if (part === 3) keys[k] = sourceOf(words[at + originAt]);
    else keys[k] = (words[at + sequenceAt] - base) | 0;
  }
  return keys;
}

function rangeOf(keys: Float64Array): [number, number] {
  let min = keys[0];
  let max = keys[0];
  for (let k = 1; k < keys.length; k++) {
    if (keys[k] < min) min = keys[k];
    if (keys[k] > max) max = keys[k];
  }
  return [min, max];
}

/** Moves events into cells in proportion to their keys, a cell an event; gives where each cell ends, from 0. */
function distribute(
  { times, records }: Events,
  from: number,
  keys: Float64Array,
  { min, max }: { readonly min: number; readonly max: number },
): Int32Array {
  const count = keys.length;
  const perCell = (count - 1) / (max - min);
  const ends = new Int32Array(count);
  for (let k = 0; k < count; k++) ends[Math.floor((keys[k] - min) * perCell)]++;
  let before = 0;
  for (let cell = 0; cell < count; cell++) {
    const here = ends[cell];
    ends[cell] = before;
    before += here;
  }
  const oldTimes = times.slice(from, from + count);
  const oldRecords = records.slice(from, from + count);
  for (let k = 0; k < count; k++) {
    const index = from + ends[Math.floor((keys[k] - min) * perCell)]++;
    times[index] = oldTimes[k];
    records[index] = oldRecords[k];
  }
  return ends;
}
