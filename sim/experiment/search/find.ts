/**
 * The way of a search, for whatever can be measured:
 *
 *     points drawn at random ─► successive halving: half of them, twice the replications, on common random numbers
 *                                   │ the best
 *                                   ▼
 *                               pattern search around each: a step to either side; nothing better: half the step
 *                                   │ the best
 *                                   ▼
 *                               a second look at all that was drawn and seemed better at first
 *
 * Successive halving: Karnin, Koren and Somekh 2013; Jamieson and Talwalkar 2016. Pattern search: Hooke and Jeeves 1961; that it needs no
 * slopes and ends where no neighbour is better: Torczon 1997. It measures in rounds whose points follow from those before, so that
 * it is the same on any number of workers.
 */
import type { Seed } from "../../random/seed.js";
import { exp, ln } from "../../units/portable-math.js";
import type { SearchAxis } from "../../scenario/search/axis.js";
import type { SearchBudget } from "./budget.js";
import { drawnPlace, everyPlace, type Place, placesAround, pointsIn } from "./start.js";

/** What is searched. */
export interface SearchBench {
  /** The number of the point at a place, the same wherever it is the same scenario; undefined: there is none. */
  pointAt(place: Place): number | undefined;
  /** How many replications of a point are measured. */
  replicationsOf(point: number): number;
  /** Measures points on their first replications. False: somebody wants an end. */
  measure(points: readonly number[], replications: number): Promise<boolean>;
  /** The better first, by their first replications. */
  ranked(points: readonly number[], replications: number): number[];
  /** Whether a point would be better than another one that is known to meet what must hold. */
  seemsBetter(point: number, other: number, replications: number): boolean;
}

export interface Found {
  /** Points of the independent draws, one a draw; of a space that was looked at as a whole all, once each. */
  readonly drawn: readonly number[];
  readonly isWhole: boolean;
  /** Places that are no scenario. */
  readonly refused: number;
  /** Points that were measured on the last replications, the best first. */
  readonly finalists: readonly number[];
  readonly isInterrupted: boolean;
}

/** Of places that are no scenario so many for each that is. */
const patience = 20;
const longestStep = 0.25;
/** Closer than this nobody looks: the precision of what is found, as a share of its range. */
const lastStep = 1 / 256;
/** Points that neighbours are looked at of. */
const centres = 3;
/** Neighbours that are compared with their centre. */
const nearest = 2;
/** What is left for second looks when neighbours are no longer looked at. */
const secondShare = 0.15;

/** How far drawn points are apart, about: from there on it pays to look between them. */
const firstStep = (axes: number, draws: number): number =>
  Math.min(longestStep, axes === 0 ? longestStep : exp(-ln(draws) / axes));

export async function find(
  bench: SearchBench,
  axes: readonly Pick<SearchAxis, "path" | "levels" | "isOrdered">[],
  { seed, budget }: { readonly seed: Seed; readonly budget: SearchBudget },
): Promise<Found> {
  const { draws, firstReplications, lastReplications, nearReplications, searched } = budget;
  const total = pointsIn(axes);
  const isWhole = total !== null && total <= draws;
  const { drawn, refused } = isWhole ? allOf(bench, everyPlace(axes)) : drawnOf(bench, { axes, seed, draws });
  const places = new Map(drawn.map(({ point, place }) => [point, place]));
  const seen = new Set(places.keys());
  let spent = 0;
  const costOf = (points: readonly number[], replications: number): number =>
    points.reduce((sum, point) => sum + Math.max(0, replications - bench.replicationsOf(point)), 0);
  const measure = async (points: readonly number[], replications: number): Promise<boolean> => {
    spent += costOf(points, replications);
    for (const point of points) seen.add(point);
    return bench.measure(points, replications);
  };
  const answer = (isInterrupted: boolean): Found => ({
    drawn: drawn.map(({ point }) => point),
    isWhole,
    refused,
    finalists: bench.ranked(
      [...seen].filter((point) => bench.replicationsOf(point) >= lastReplications),
      lastReplications,
    ),
    isInterrupted,
  });

  let alive = [...places.keys()];
  for (let replications = firstReplications; ; replications *= 2) {
    if (!(await measure(alive, replications))) return answer(true);
    if (replications >= lastReplications) break;
    alive = bench.ranked(alive, replications).slice(0, Math.max(centres, Math.ceil(alive.length / 2)));
  }
  const near = isWhole ? true : await lookAround();
  const second = near && (await lookAgain());
  return answer(!second);

  /** False: somebody wants an end. */
  async function lookAround(): Promise<boolean> {
    const ordered = axes.filter(({ isOrdered }) => isOrdered).length;
    for (const first of bench.ranked(alive, lastReplications).slice(0, centres)) {
      let centre = first;
      let isFirst = true;
      for (let step = firstStep(ordered, draws); step >= lastStep;) {
        const place = places.get(centre) as Place;
        const around = pointsAround(bench, { places, centre, around: placesAround(axes, place, step, isFirst) });
        const promised = costOf(around, nearReplications) + nearest * (lastReplications - nearReplications);
        if (spent + promised > (1 - secondShare) * searched) return true;
        if (!(await measure(around, nearReplications))) return false;
        // On the same random numbers: what is not ahead of the centre there hardly ever is in the end.
        const order = bench.ranked([centre, ...around], nearReplications);
        const near = order.slice(0, order.indexOf(centre)).slice(0, nearest);
        if (!(await measure(near, lastReplications))) return false;
        const [best] = bench.ranked([centre, ...near], lastReplications);
        isFirst = best !== centre;
        if (best === centre) step /= 2;
        else centre = best;
      }
    }
    return true;
  }

  /** A point that seemed better at first and was left, because others seemed better still, may be. False: somebody wants an end. */
  async function lookAgain(): Promise<boolean> {
    const [best] = answer(false).finalists;
    const doubtful = [...new Set(drawn.map(({ point }) => point))].filter(
      (point) => bench.replicationsOf(point) < lastReplications && bench.seemsBetter(point, best, firstReplications),
    );
    const affordable = bench
      .ranked(doubtful, firstReplications)
      .slice(0, Math.max(0, Math.floor((searched - spent) / lastReplications)));
    return measure(affordable, lastReplications);
  }
}

/** Points at places, each once and without the one in the middle; where a place is first met, it stays. */
function pointsAround(
  bench: SearchBench,
  {
    places,
    centre,
    around,
  }: { readonly places: Map<number, Place>; readonly centre: number; readonly around: readonly Place[] },
): number[] {
  const points = new Set<number>();
  for (const place of around) {
    const point = bench.pointAt(place);
    if (point === undefined || point === centre) continue;
    if (!places.has(point)) places.set(point, place);
    points.add(point);
  }
  return [...points];
}

interface Drawn {
  readonly drawn: readonly { readonly point: number; readonly place: Place }[];
  readonly refused: number;
}

function allOf(bench: SearchBench, every: Iterable<Place>): Drawn {
  const drawn = new Map<number, Place>();
  let refused = 0;
  for (const place of every) {
    const point = bench.pointAt(place);
    if (point === undefined) refused++;
    else if (!drawn.has(point)) drawn.set(point, place);
  }
  return { drawn: [...drawn].map(([point, place]) => ({ point, place })), refused };
}

/** Those that are no scenario are drawn again, so that all that are stay equally likely. */
function drawnOf(
  bench: SearchBench,
  { axes, seed, draws }: { readonly axes: Parameters<typeof find>[1]; readonly seed: Seed; readonly draws: number },
): Drawn {
  const drawn: { point: number; place: Place }[] = [];
  let draw = 0;
  for (; drawn.length < draws && draw < patience * draws; draw++) {
    const place = drawnPlace(seed, axes, draw);
    const point = bench.pointAt(place);
    if (point !== undefined) drawn.push({ point, place });
  }
  return { drawn, refused: draw - drawn.length };
}
