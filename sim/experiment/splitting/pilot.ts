/**
 * Chooses levels by a pilot (adaptive splitting, Cérou and Guyader 2007): all paths of a level run to their ends, and the next level is the
 * highest that a given share of them came to. Only levels come of it: an estimate from the same paths would be biased, so that
 * trees are grown from other ones.
 */
import { createStreams } from "../../random/stream.js";
import type { Path, Paths } from "./paths.js";
import { startsOf } from "./starts.js";

export interface Pilot {
  /** Finite, ascending. */
  readonly levels: readonly number[];
  /** Whether a path came to the event. */
  readonly hasEvent: boolean;
  /** The highest level that a path came to. */
  readonly highest: number;
  /** Paths simulated, in part or whole. */
  readonly paths: number;
}

export interface PilotOptions {
  /** Paths at each level: 2 or more. */
  readonly effort: number;
  /** Its roots count from here: no tree may have the same. */
  readonly firstRoot: number;
  readonly seed: number | string;
}

/** Of the paths at one level to come to the next: near what costs least for an error (Lagnoux 2006 has e^−2 to 0.2). */
const shareKept = 0.2;
/** Levels at most; a level function with values in between that says little could have any number. */
const levelsMax = 200;

/** Yields after every path. */
export function* chooseLevels<Stored>(paths: Paths<Stored>, options: PilotOptions): Generator<void, Pilot, undefined> {
  const { effort, firstRoot, seed } = options;
  const choices = createStreams(seed, firstRoot).purpose("splitting start");
  const levels: number[] = [];
  let simulated = 0;
  let highest = Number.NEGATIVE_INFINITY;
  let entries: Stored[] = [];
  for (;;) {
    const stage = levels.length;
    const starts = stage === 0 ? [] : startsOf(entries.length, effort, choices.cursor(stage));
    const pathOf = (k: number): Path<Stored> =>
      stage === 0 ? paths.begin(firstRoot + k) : paths.goOn(entries[starts[k]], `${stage}.${k}`);
    const tops: number[] = [];
    for (let k = 0; k < effort; k++) {
      const path = pathOf(k);
      simulated++;
      tops.push(path.reaches(Number.POSITIVE_INFINITY) ? Number.POSITIVE_INFINITY : path.highest);
      yield;
    }
    highest = tops.reduce((max, top) => Math.max(max, top), highest);
    const level = nextLevel(tops, levels.at(-1) ?? Number.NEGATIVE_INFINITY);
    if (level === undefined || level === Number.POSITIVE_INFINITY || stage === levelsMax)
      return { levels, hasEvent: highest === Number.POSITIVE_INFINITY, highest, paths: simulated };
    levels.push(level);
    // The same paths again, up to the level: where they would have been stored, had it been known.
    const next: Stored[] = [];
    for (const [k, top] of tops.entries()) {
      if (top < level) continue;
      const path = pathOf(k);
      simulated++;
      if (path.reaches(level)) next.push(path.store());
      yield;
    }
    entries = next;
  }
}

/**
 * The highest value to which at least the share of the paths came, or where that is not above the latest level the lowest that is;
 * undefined: no path came above it.
 */
export function nextLevel(tops: readonly number[], latest: number): number | undefined {
  const above = tops.filter((top) => top > latest).sort((a, b) => a - b);
  const kept = Math.ceil(tops.length * shareKept);
  return above.length >= kept ? above[above.length - kept] : above[0];
}
