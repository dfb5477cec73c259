import { type ChunkPool, chunkEvents, doublesPerRecord, wordsOfRecord } from "./chunk-pool.js";
import type { Priorities } from "./event-queue.js";
import { compareWords, targetAt } from "./event-words.js";
import { sortDense } from "./sort-dense.js";

/** Events in a cell above which comparing each with its neighbours costs more than dividing them again. */
const denseCount = 24;

/**
 * The events of one bucket in total order: counted into about one cell of time (and, where events are dense, of targets)
 * each, then put right by insertion. The
 * events stay where they are in the pool; what is sorted is their times and which record each one is. What lies before
 * `cursor` has been taken.
 */
export class SortedEvents {
  /** Ends in `Infinity`, so that what follows the last event is never earlier than anything. */
  times = new Float64Array(1025).fill(Infinity);
  /** Where in the pool each event is. */
  records = new Int32Array(1024);
  count = 0;
  cursor = 0;
  /** Where the events of each cell begin, and the cell of each event; kept to be used again. */
  private starts = new Int32Array(1024);
  private cells = new Int32Array(1024);
  private cellCount = 1024;

  constructor(
    private readonly pool: ChunkPool,
    private readonly priorities: Readonly<Priorities>,
  ) {}

  /** Sorts a list of `count` events within [startUs, startUs + widthUs). Its chunks stay in use until all are taken. */
  load(head: number, count: number, startUs: number, widthUs: number): void {
    this.reserve(count);
    this.count = count;
    this.cursor = 0;
    const cellsPerUs = this.cellCount / widthUs;
    const hasDense = this.countCells(head, startUs, cellsPerUs, cellsPerUs > 1 ? this.targetShare(head) : 0);
    this.scatter(head);
    this.times[count] = Infinity;
    // After placing, starts[cell] is where the events of the cell end.
    if (hasDense) this.sortDenseCells();
    this.insertionSort();
  }

  /** Drops the events: none is open. */
  clear(): void {
    this.count = 0;
    this.cursor = 0;
    this.times[0] = Infinity;
  }

  /**
   * What divides the events of one microsecond over its cells, where it has several: their targets, the next but one part
   * of the total order. Where priorities differ too the insertion sort has more to do.
   */
  private targetShare(head: number): number {
    const { words, next } = this.pool;
    let max = 0;
    let left = this.count;
    for (let chunk = head; left > 0; chunk = next[chunk], left -= chunkEvents) {
      const end = chunk * chunkEvents + Math.min(left, chunkEvents);
      for (let record = chunk * chunkEvents; record < end; record++) {
        const target = words[wordsOfRecord(record) + targetAt];
        if (target > max) max = target;
      }
    }
    return 1 / (max + 1);
  }

  /** How many events each cell holds, then where each begins; says whether any cell is dense. */
  private countCells(head: number, startUs: number, cellsPerUs: number, targetShare: number): boolean {
    const { starts, cells, count, cellCount } = this;
    const { doubles, words, next } = this.pool;
    starts.fill(0, 0, cellCount);
    let left = count;
    let k = 0;
    for (let chunk = head; left > 0; chunk = next[chunk]) {
      const inChunk = Math.min(left, chunkEvents);
      let record = chunk * chunkEvents;
      const end = k + inChunk;
      for (; k < end; k++, record++) {
        // Rarely are events so dense; to read targets for nothing would cost a tenth of the sorting.
        const within = targetShare === 0 ? 0 : words[wordsOfRecord(record) + targetAt] * targetShare;
        const cell = ((doubles[record * doublesPerRecord] - startUs + within) * cellsPerUs) | 0;
        cells[k] = cell;
        starts[cell]++;
      }
      left -= inChunk;
    }
    let max = 0;
    let before = 0;
    for (let cell = 0; cell < cellCount; cell++) {
      const here = starts[cell];
      if (here > max) max = here;
      starts[cell] = before;
      before += here;
    }
    return max > denseCount;
  }

  /** Puts every event where its cell has room for it. */
  private scatter(head: number): void {
    const { starts, cells, count, times, records } = this;
    const { doubles, next } = this.pool;
    let left = count;
    let k = 0;
    for (let chunk = head; left > 0; chunk = next[chunk]) {
      const inChunk = Math.min(left, chunkEvents);
      let record = chunk * chunkEvents;
      const end = k + inChunk;
      for (; k < end; k++, record++) {
        const index = starts[cells[k]]++;
        times[index] = doubles[record * doublesPerRecord];
        records[index] = record;
      }
      left -= inChunk;
    }
  }

  private sortDenseCells(): void {
    const { starts, cellCount, times, records, pool, priorities } = this;
    const events = { times, records, words: pool.words };
    for (let cell = 0, from = 0; cell < cellCount; from = starts[cell++]) {
      if (starts[cell] - from > denseCount) sortDense(events, from, starts[cell], priorities);
    }
  }

  /** Nearly everything is in order already: a comparison an event, and a few moves. */
  private insertionSort(): void {
    const { times, records, count } = this;
    let beforeUs = times[0];
    for (let k = 1; k < count; k++) {
      const timeUs = times[k];
      if (timeUs > beforeUs || (timeUs === beforeUs && this.isBefore(records[k - 1], records[k]))) {
        beforeUs = timeUs;
        continue;
      }
      this.insert(k, timeUs);
      beforeUs = times[k];
    }
  }

  private insert(from: number, timeUs: number): void {
    const { times, records } = this;
    const record = records[from];
    let hole = from;
    while (hole > 0) {
      const before = hole - 1;
      const beforeUs = times[before];
      if (beforeUs < timeUs || (beforeUs === timeUs && this.isBefore(records[before], record))) break;
      times[hole] = beforeUs;
      records[hole] = records[before];
      hole = before;
    }
    times[hole] = timeUs;
    records[hole] = record;
  }

  /** The total order for two records of equal time. */
  private isBefore(record: number, other: number): boolean {
    const { words } = this.pool;
    return compareWords(words, wordsOfRecord(record), words, wordsOfRecord(other), this.priorities) < 0;
  }

  /** Room for `count` events, and about one cell for each. */
  private reserve(count: number): void {
    if (count > this.cells.length) {
      const room = Math.max(count, 2 * this.cells.length);
      this.times = new Float64Array(room + 1);
      this.records = new Int32Array(room);
      this.cells = new Int32Array(room);
    }
    let cellCount = 64;
    while (cellCount < count) cellCount *= 2;
    this.cellCount = cellCount;
    if (cellCount > this.starts.length) this.starts = new Int32Array(cellCount);
  }
}
