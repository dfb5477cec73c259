import { Table } from "../../sim/table/table.js";

/** Seconds up to which every one is counted for itself, and parts of each doubling beyond them. */
const exact = 64;
const partsPerDoubling = 32;
/** Up to 2^30 seconds, 34 years. */
const doublings = 24;
const bins = exact + doublings * partsPerDoubling;

/**
 * How long shards took to be healthy again: counts by spans that are one second wide up to a minute, and a thirty-second of a doubling
 * beyond, so that a span is known to 1.6 %. It takes the same room after any number of recoveries, and two of them add up.
 */
export class Recoveries extends Table {
  readonly spells = this.vector("spells", bins);

  /** Counts a recovery after so many microseconds, or takes back what was counted. */
  add(spanUs: number, by: 1 | -1): void {
    this.spells[binOf(Math.floor(spanUs / 1_000_000))] += by;
  }

  /** Spans that were counted, in seconds, ascending, each with how often; the middle of what a bin holds. */
  counted(): readonly { readonly span: number; readonly count: number }[] {
    const found: { readonly span: number; readonly count: number }[] = [];
    // Thousands of bins, of which most are empty in every run.
    for (let bin = 0; bin < this.spells.length; bin++)
      if (this.spells[bin] > 0) found.push({ span: middleOf(bin), count: this.spells[bin] });
    return found;
  }
}

function binOf(seconds: number): number {
  if (seconds < exact) return seconds;
  const doubling = Math.min(doublings - 1, floorLog2(seconds) - floorLog2(exact));
  const part = Math.floor((seconds / (exact * 2 ** doubling) - 1) * partsPerDoubling);
  return exact + doubling * partsPerDoubling + Math.min(part, partsPerDoubling - 1);
}

const floorLog2 = (value: number): number => 31 - Math.clz32(Math.min(value, 2 ** 31));

function middleOf(bin: number): number {
  if (bin < exact) return bin;
  const doubling = Math.floor((bin - exact) / partsPerDoubling);
  const width = (exact * 2 ** doubling) / partsPerDoubling;
  return exact * 2 ** doubling + ((bin - exact) % partsPerDoubling) * width + (width - 1) / 2;
}
