/**
 * Multilevel splitting with fixed effort (Garvels 2000, chapter 3):
 *
 *     begin ──► level 1 ──► level 2 ──► … ──► the event
 *       N paths    N paths, from those that came here
 *
 * The share of paths that come from one level to the next estimates a conditional probability, and the product of all, over levels that
 * were fixed before, is an estimate without bias of the probability of the event (Del Moral 2004; L'Ecuyer, Demers and Tuffin
 * 2007), however unsuited the level function is, and however dependent paths of the same origin are: that only adds to its
 * variance, which independent trees tell.
 */
import { createStreams } from "../../random/stream.js";
import type { Path, Paths } from "./paths.js";
import { startsOf } from "./starts.js";

/** One tree of paths. */
export interface Tree {
  /** Of the probability of the event; 0 where no path came to it. */
  readonly estimate: number;
  /** Paths that came to each level, and to the event; shorter where none came further. */
  readonly reached: readonly number[];
  /** Paths simulated, in part or whole. */
  readonly paths: number;
}

export interface TreeOptions {
  /** Finite, ascending; the event is behind the last. */
  readonly levels: readonly number[];
  /** Paths at each level: 1 or more. */
  readonly effort: number;
  /** Which tree, from 0: its roots are its own. */
  readonly tree: number;
  /** By which it is drawn from which path another goes on. */
  readonly seed: number | string;
}

/** Yields after every path, so that whoever drives it can look around. */
export function* growTree<Stored>(paths: Paths<Stored>, options: TreeOptions): Generator<void, Tree, undefined> {
  const { levels, effort, tree, seed } = options;
  const choices = createStreams(seed, tree).purpose("splitting start");
  const reached: number[] = [];
  let estimate = 1;
  let simulated = 0;
  let entries: Stored[] = [];
  for (const [stage, level] of [...levels, Number.POSITIVE_INFINITY].entries()) {
    const next: Stored[] = [];
    let count = 0;
    const starts = stage === 0 ? [] : startsOf(entries.length, effort, choices.cursor(stage));
    for (let k = 0; k < effort; k++) {
      const path: Path<Stored> =
        stage === 0 ? paths.begin(tree * effort + k) : paths.goOn(entries[starts[k]], `${stage}.${k}`);
      simulated++;
      if (path.reaches(level)) {
        count++;
        if (stage < levels.length) next.push(path.store());
      }
      yield;
    }
    reached.push(count);
    estimate *= count / effort;
    if (count === 0) break;
    entries = next;
  }
  return { estimate, reached, paths: simulated };
}
