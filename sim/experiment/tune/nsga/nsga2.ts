/**
 * NSGA-II, for whatever can be judged:
 *
 *     parents ─► tournaments of two ─► crossover, mutation ─► children ─► judged
 *        ▲                                                                  │
 *        └── the best of both: by fronts, then those that stand apart ◄─────┘
 *
 * Points are judged in rounds, and each round follows from those before, so that it is the same on any number of workers. Source: Deb,
 * Pratap, Agarwal and Meyarivan 2002.
 */
import type { Seed } from "../../../random/seed.js";
import { createStreams, type Purpose } from "../../../random/stream.js";
import { append } from "../../../units/append.js";
import { compareRanked, type Judged, type Ranked, survivorsOf } from "./domination.js";
import { childrenOf, drawsOfPair, type Place } from "./variation.js";

/** What is searched: points have numbers, the same wherever a place is the same point. */
export interface NsgaBench {
  /** Undefined: there is no such point. */
  pointAt(place: Place): number | undefined;
  /** False: somebody wants an end. */
  judge(points: readonly number[]): Promise<boolean>;
  /** Of a point that was judged. */
  judged(point: number): Judged;
}

export interface NsgaOptions {
  readonly seed: Seed;
  /** Whether neighbours on each axis are alike. */
  readonly isOrdered: readonly boolean[];
  readonly population: number;
  readonly generations: number;
  /** Where it begins, at most `population` of them; the rest is drawn. */
  readonly start: readonly Place[];
}

export interface NsgaResult {
  /** The last population, the better first; each point once. */
  readonly points: readonly number[];
  readonly isInterrupted: boolean;
}

/** Of children that there is no room for, or that were there before, so many for each that is new. */
const patience = 10;

/** Room for draws of a generation, beyond which another one's begin. */
const drawsOfGeneration = 2 ** 24;

interface Member {
  readonly point: number;
  readonly place: Place;
}

export async function nsga2(
  bench: NsgaBench,
  { seed, isOrdered, population, generations, start }: NsgaOptions,
): Promise<NsgaResult> {
  const streams = createStreams(seed, 0);
  const seen = new Set<number>();
  const taken = (place: Place): Member[] => {
    const point = bench.pointAt(place);
    if (point === undefined || seen.has(point)) return [];
    seen.add(point);
    return [{ point, place }];
  };
  let members: Member[] = start.flatMap(taken);
  const first = streams.purpose("tune.first");
  for (let draw = 0; members.length < population && draw < patience * population; draw++)
    append(members, taken(isOrdered.map((_unused, k) => first.uniform(draw, k))));
  if (!(await bench.judge(pointsOf(members)))) return { points: [], isInterrupted: true };
  for (let generation = 0; generation < generations && members.length > 1; generation++) {
    const ranked = survivorsOf(pointsOf(members).map(bench.judged.bind(bench)), members.length);
    const children = childrenIn(members, ranked, { draws: streams.purpose("tune.children"), generation });
    if (children.length === 0) break;
    if (!(await bench.judge(pointsOf(children)))) return { points: pointsOf(members), isInterrupted: true };
    const both = [...members, ...children];
    const judged = pointsOf(both).map(bench.judged.bind(bench));
    members = survivorsOf(judged, population).map(({ point }) => both[point]);
  }
  return { points: pointsOf(members), isInterrupted: false };

  function childrenIn(
    parents: readonly Member[],
    ranked: readonly Ranked[],
    { draws, generation }: { readonly draws: Purpose; readonly generation: number },
  ): Member[] {
    const children: Member[] = [];
    const byPoint = new Map(ranked.map((one) => [one.point, one]));
    const width = 4 + drawsOfPair(isOrdered.length);
    const most = Math.min(patience * population, Math.floor(drawsOfGeneration / width));
    for (let pair = 0; children.length < population && pair < most; pair++) {
      let counter = pair * width;
      const draw = (): number => draws.uniform(generation, counter++);
      const winner = (): Place => {
        const [a, b] = [draw(), draw()].map((share) => byPoint.get(Math.floor(share * parents.length)) as Ranked);
        return parents[compareRanked(a, b) <= 0 ? a.point : b.point].place;
      };
      const [mother, father] = [winner(), winner()];
      for (const place of childrenOf(mother, father, { isOrdered, draw }))
        if (children.length < population) append(children, taken(place));
    }
    return children;
  }
}

const pointsOf = (members: readonly Member[]): readonly number[] => members.map(({ point }) => point);
