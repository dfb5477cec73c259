/** Makes pictures fit into a page: fewer moments first, then fewer pictures. */
import type { PictureSpec, Spec, SpecValue } from "../../experiment/picture-spec.js";
import { packed, type PackedPictures, rowsOf } from "./pack.js";

export interface FittingPictures {
  readonly pictures: readonly PictureSpec[];
  readonly packed: PackedPictures;
  /** Names of those that the page has no room for. */
  readonly left: readonly string[];
}

/** Moments that a curve keeps: with fewer it would lie. */
const fewestMoments = 60;

interface Kept extends PictureSpec {
  readonly moments: number;
  readonly bytes: number;
}

/**
 * Pictures whose JSON is no longer than `maxBytes`. Too long, every second moment of the picture with the most data goes,
 * until none has more than the fewest that a curve needs; then the longest picture goes.
 */
export function fitting(pictures: readonly PictureSpec[], maxBytes: number): FittingPictures {
  let kept = pictures.map(({ name, spec }) => measured(name, spec));
  for (;;) {
    const estimate = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    if (estimate <= maxBytes || kept.length === 0) {
      const all = packed(kept.map(({ spec }) => spec));
      const left = pictures.map(({ name }) => name).filter((name) => !kept.some((one) => one.name === name));
      if (JSON.stringify(all).length <= maxBytes || kept.length === 0) return { pictures: kept, packed: all, left };
    }
    kept = withLess(kept);
  }
}

/** One step less of what takes the most room. */
function withLess(kept: readonly Kept[]): Kept[] {
  const all = kept.map((_, k) => k);
  const thinnable = all.filter((k) => kept[k].moments > fewestMoments);
  const candidates = thinnable.length > 0 ? thinnable : all;
  const largest = candidates.reduce((most, k) => (kept[k].bytes > kept[most].bytes ? k : most));
  if (thinnable.length === 0) return kept.filter((_, k) => k !== largest);
  return kept.map((one, k) => (k === largest ? measured(one.name, thinned(one.spec) as Spec) : one));
}

const measured = (name: string, spec: Spec): Kept => ({
  name,
  spec,
  moments: mostMoments(spec),
  bytes: roughBytes(spec),
});

/** Rows that stand for all of their kind when a length is estimated. */
const sampled = 50;

/** About as long as the JSON of a picture is, without writing it all. */
function roughBytes(value: SpecValue): number {
  if (typeof value !== "object" || value === null) return JSON.stringify(value).length;
  const rows = rowsOf(value);
  if (rows === null)
    return Object.entries(value).reduce(
      (sum, [key, item]: [string, SpecValue]) => sum + key.length + 4 + roughBytes(item),
      2,
    );
  const step = Math.ceil(rows.length / sampled);
  const some = rows.filter((_, k) => k % step === 0);
  if (some.length === 0) return 0;
  return (JSON.stringify(packed([{ data: { values: some } }])).length * rows.length) / some.length;
}

/** Over time a picture has a field of this name. */
const timeField = "time";

/** Every second moment of a picture's rows, the first and the last among them. */
function thinned(value: SpecValue): SpecValue {
  if (typeof value !== "object" || value === null) return value;
  const rows = rowsOf(value);
  if (rows !== null) return { ...(value as Spec), values: everySecondMoment(rows) };
  if (Array.isArray(value)) return value.map(thinned);
  return Object.fromEntries(Object.entries(value as Spec).map(([key, item]) => [key, thinned(item)]));
}

function everySecondMoment(rows: readonly SpecValue[]): readonly SpecValue[] {
  const moments = momentsOf(rows);
  if (moments.length <= fewestMoments) return rows;
  const kept = new Set(moments.filter((_, k) => k % 2 === 0 || k === moments.length - 1));
  return rows.filter((row) => kept.has(momentOf(row)!));
}

function mostMoments(value: SpecValue): number {
  if (typeof value !== "object" || value === null) return 0;
  const rows = rowsOf(value);
  if (rows !== null) return momentsOf(rows).length;
  return Object.values(value).reduce((most: number, item: SpecValue) => Math.max(most, mostMoments(item)), 0);
}

/** Distinct times, ascending; none if a row has no time. */
function momentsOf(rows: readonly SpecValue[]): readonly number[] {
  const times = rows.map(momentOf);
  if (times.includes(undefined)) return [];
  return [...new Set(times as number[])].sort((a, b) => a - b);
}

function momentOf(row: SpecValue): number | undefined {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return undefined;
  const time = (row as Spec)[timeField];
  return typeof time === "number" ? time : undefined;
}
