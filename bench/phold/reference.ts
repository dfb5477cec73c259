/**
 * PHOLD written by hand for nothing else: the kernel's algorithm in one file, without checks, handlers, far events or
 * widths that adapt. What a general engine costs is the ratio to this, measured in the same process; that both handle
 * the same events is tested.
 */
import { lookaheadUs, meanUs, type Phold } from "./phold.js";
import {
  EventFold,
  purposeKeys,
  seedBits,
  threefry2x32,
  wordBelow,
  wordExponential,
  wordIsBelow,
} from "../../sim/engine.js";

export interface ReferenceLoop {
  /** Handles the events of all buckets that end at a time or before; gives how many there were. */
  run(untilUs: number): number;
  readonly fold: EventFold;
  /** Keeps the engine from leaving out the reads of what will be needed. */
  readonly touched: number;
}

const ringSize = 4096;
const ringMask = ringSize - 1;
const chunkEvents = 64;
const group = 32;
const cached = 2 ** 17;
const foldEvery = 64;

export function createReference({ entities, remoteShare, seed }: Phold): ReferenceLoop {
  const [key0, key1] = purposeKeys(seedBits(seed), 0, "hop").single;
  const [startKey0, startKey1] = purposeKeys(seedBits(seed), 0, "start").single;
  const bits = new Uint32Array(2);
  const drawn = new Int32Array(entities);
  const sequences = new Int32Array(entities);

  let widthUs = 1;
  while (widthUs * 2 <= (meanUs * 16) / Math.sqrt(entities)) widthUs *= 2;
  const perUs = 1 / widthUs;
  let chunkCount = Math.ceil(entities / chunkEvents) + ringSize;
  let doubles = new Float64Array(chunkCount * chunkEvents * 3);
  let words = new Int32Array(doubles.buffer);
  let next = Int32Array.from({ length: chunkCount }, (_, chunk) => chunk + 1);
  let free = 0;
  const heads = new Int32Array(ringSize);
  const tails = new Int32Array(ringSize);
  const counts = new Int32Array(ringSize);
  let openStartUs = 0;
  let openSlot = 0;

  const maxOpen = Math.max(65_536, 4 * Math.ceil(Math.sqrt(entities) * 16));
  const times = new Float64Array(maxOpen);
  const records = new Int32Array(maxOpen);
  const cells = new Int32Array(maxOpen);
  const starts = new Int32Array(2 * maxOpen);
  // Events of the open bucket itself, the latest first: few, so that a sorted list will do.
  const sideTimes = new Float64Array(maxOpen);
  const sideWords = new Int32Array(maxOpen * 4);
  let sideCount = 0;

  const fold = new EventFold();
  const foldTimes = new Float64Array(foldEvery);
  const foldTimeWords = new Int32Array(foldTimes.buffer);
  const foldWords = new Int32Array(foldEvery * 4);
  const foldPlaces = Int32Array.from({ length: foldEvery }, (_, k) => k * 4);
  let unfolded = 0;
  const coming = new Int32Array(group);
  let touched = 0;

  function growChunks(): void {
    const grown = new Float64Array(2 * doubles.length);
    new Int32Array(grown.buffer).set(words);
    next = Int32Array.from({ length: 2 * chunkCount }, (_, k) => (k < chunkCount ? next[k] : k + 1));
    free = chunkCount;
    chunkCount *= 2;
    doubles = grown;
    words = new Int32Array(doubles.buffer);
  }

  function schedule(timeUs: number, target: number, source: number): void {
    const sequence = sequences[source]++;
    const distance = (timeUs - openStartUs) * perUs;
    if (distance < 1) {
      let hole = sideCount++;
      for (; hole > 0 && sideTimes[hole - 1] < timeUs; hole--) {
        sideTimes[hole] = sideTimes[hole - 1];
        sideWords.copyWithin(hole * 4, hole * 4 - 4, hole * 4);
      }
      sideTimes[hole] = timeUs;
      sideWords[hole * 4] = target;
      sideWords[hole * 4 + 1] = source;
      return;
    }
    const slot = (openSlot + (distance | 0)) & ringMask;
    const count = counts[slot]++;
    let chunk = tails[slot];
    if ((count & (chunkEvents - 1)) === 0) {
      if (free === chunkCount) growChunks();
      chunk = free;
      free = next[chunk];
      if (count === 0) heads[slot] = chunk;
      else next[tails[slot]] = chunk;
      tails[slot] = chunk;
    }
    const record = chunk * chunkEvents + (count & (chunkEvents - 1));
    doubles[record * 3] = timeUs;
    words[record * 6 + 2] = target;
    words[record * 6 + 3] = source;
    words[record * 6 + 4] = sequence;
    words[record * 6 + 5] = 0;
  }

  function handle(timeUs: number, target: number, source: number): void {
    foldTimes[unfolded] = timeUs;
    foldWords[unfolded * 4] = target;
    foldWords[unfolded * 4 + 1] = source;
    if (++unfolded === foldEvery) {
      fold.addAll(foldTimeWords, foldWords, foldPlaces, foldEvery);
      unfolded = 0;
    }
    threefry2x32(key0, key1, target, drawn[target]++, bits);
    const delayUs = lookaheadUs + ((0.9 * meanUs * wordExponential(bits[0])) | 0);
    const word = bits[1] | 0;
    schedule(timeUs + delayUs, wordIsBelow(word << 16, remoteShare) ? wordBelow(word, entities) : target, target);
  }

  function touch(from: number, until: number): void {
    for (let k = from; k < until; k++) coming[k - from] = words[records[k] * 6 + 2];
    for (let k = 0; k < until - from; k++) touched += sequences[coming[k]];
    for (let k = 0; k < until - from; k++) touched += drawn[coming[k]];
  }

  /** Sorts the next bucket; gives how many events it has. */
  function open(): number {
    do {
      openSlot = (openSlot + 1) & ringMask;
      openStartUs += widthUs;
    } while (counts[openSlot] === 0);
    const count = counts[openSlot];
    let cellCount = 64;
    while (cellCount < count) cellCount *= 2;
    starts.fill(0, 0, cellCount);
    const cellsPerUs = cellCount / widthUs;
    for (let k = 0, chunk = heads[openSlot]; k < count; chunk = next[chunk]) {
      const end = Math.min(count, k + chunkEvents);
      for (let at = chunk * chunkEvents * 3; k < end; at += 3) {
        const cell = ((doubles[at] - openStartUs) * cellsPerUs) | 0;
        cells[k++] = cell;
        starts[cell]++;
      }
    }
    for (let cell = 0, before = 0; cell < cellCount; cell++) {
      const here = starts[cell];
      starts[cell] = before;
      before += here;
    }
    for (let k = 0, chunk = heads[openSlot]; k < count; chunk = next[chunk]) {
      const end = Math.min(count, k + chunkEvents);
      for (let record = chunk * chunkEvents; k < end; record++) {
        const place = starts[cells[k++]]++;
        times[place] = doubles[record * 3];
        records[place] = record;
      }
    }
    for (let k = 1; k < count; k++) {
      const timeUs = times[k];
      if (timeUs > times[k - 1]) continue;
      const record = records[k];
      let hole = k;
      for (; hole > 0 && times[hole - 1] > timeUs; hole--) {
        times[hole] = times[hole - 1];
        records[hole] = records[hole - 1];
      }
      times[hole] = timeUs;
      records[hole] = record;
    }
    return count;
  }

  function handleSide(): void {
    sideCount--;
    handle(sideTimes[sideCount], sideWords[sideCount * 4], sideWords[sideCount * 4 + 1]);
  }

  function run(untilUs: number): number {
    const before = fold.eventCount + unfolded;
    while (openStartUs + 2 * widthUs <= untilUs) {
      const count = open();
      for (let k = 0; k < count; k++) {
        if (entities > cached && (k & (group - 1)) === 0) touch(k, Math.min(count, k + group));
        const timeUs = times[k];
        while (sideCount > 0 && sideTimes[sideCount - 1] < timeUs) handleSide();
        const at = records[k] * 6 + 2;
        handle(timeUs, words[at], words[at + 1]);
      }
      while (sideCount > 0) handleSide();
      next[tails[openSlot]] = free;
      free = heads[openSlot];
      counts[openSlot] = 0;
    }
    return fold.eventCount + unfolded - before;
  }

  openStartUs = -widthUs;
  for (let entity = 0; entity < entities; entity++) {
    threefry2x32(startKey0, startKey1, entity, 0, bits);
    schedule((meanUs * wordExponential(bits[0])) | 0, entity, entity);
  }
  const whole = (): EventFold => {
    fold.addAll(foldTimeWords, foldWords, foldPlaces, unfolded);
    unfolded = 0;
    return fold;
  };
  return {
    run,
    get fold() {
      return whole();
    },
    get touched() {
      return touched;
    },
  };
}
