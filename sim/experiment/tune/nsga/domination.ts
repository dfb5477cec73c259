/** Which of many points no other one beats, and how crowded they stand. Source: Deb et al. 2002, A fast and elitist multiobjective genetic algorithm: NSGA-II. */

/** What is known of a point. */
export interface Judged {
  /** All to be small. */
  readonly objectives: readonly number[];
  /** How far it is from what must hold; 0: it holds. */
  readonly violation: number;
}

/** One that holds what must hold beats one that does not, of two that do not the nearer; else it is as good in all objectives, and better in one. */
export function dominates(a: Judged, b: Judged): boolean {
  if (a.violation > 0 || b.violation > 0) return a.violation < b.violation;
  let isBetter = false;
  for (const [k, value] of a.objectives.entries()) {
    if (value > b.objectives[k]) return false;
    if (value < b.objectives[k]) isBetter = true;
  }
  return isBetter;
}

/** Indices of points by their fronts, the first of which nobody beats; in each in ascending order. */
export function frontsOf(points: readonly Judged[]): readonly (readonly number[])[] {
  const beats: number[][] = points.map(() => []);
  const beatenBy = points.map(() => 0);
  for (let a = 0; a < points.length; a++)
    for (let b = a + 1; b < points.length; b++) {
      const [winner, loser] = dominates(points[a], points[b])
        ? [a, b]
        : dominates(points[b], points[a])
          ? [b, a]
          : [-1, -1];
      if (winner < 0) continue;
      beats[winner].push(loser);
      beatenBy[loser]++;
    }
  const fronts: number[][] = [];
  let front = points.flatMap((_unused, k) => (beatenBy[k] === 0 ? [k] : []));
  while (front.length > 0) {
    fronts.push(front);
    const next = front.flatMap((winner) => beats[winner].filter((loser) => --beatenBy[loser] === 0));
    front = next.sort((a, b) => a - b);
  }
  return fronts;
}

/** How far the neighbours of each point of a front are apart, over all objectives as shares of their ranges; at an end infinite. */
export function crowdingOf(points: readonly Judged[], front: readonly number[]): ReadonlyMap<number, number> {
  const distance = new Map(front.map((point) => [point, 0]));
  const [first] = front;
  for (const k of (points[first]?.objectives ?? []).keys()) {
    const sorted = front.toSorted((a, b) => points[a].objectives[k] - points[b].objectives[k] || a - b);
    const at = (position: number): number => points[sorted[position]].objectives[k];
    const last = sorted.length - 1;
    const range = at(last) - at(0);
    for (const [position, point] of sorted.entries()) {
      const isEnd = position === 0 || position === last;
      const gap = isEnd ? Number.POSITIVE_INFINITY : range > 0 ? (at(position + 1) - at(position - 1)) / range : 0;
      distance.set(point, (distance.get(point) as number) + gap);
    }
  }
  return distance;
}

/** So many of the points, by fronts, and of the last one that has room those that stand apart; the better first. */
export function survivorsOf(points: readonly Judged[], count: number): readonly Ranked[] {
  const survivors: Ranked[] = [];
  for (const [rank, front] of frontsOf(points).entries()) {
    if (survivors.length >= count) break;
    const crowding = crowdingOf(points, front);
    const ranked = front.map((point) => ({ point, rank, crowding: crowding.get(point) as number }));
    for (const one of ranked.sort(compareRanked).slice(0, count - survivors.length)) survivors.push(one);
  }
  return survivors;
}

export interface Ranked {
  readonly point: number;
  readonly rank: number;
  readonly crowding: number;
}

/** Below zero: `a` is the better parent. */
export const compareRanked = (a: Ranked, b: Ranked): number =>
  a.rank - b.rank || (a.crowding > b.crowding ? -1 : a.crowding < b.crowding ? 1 : a.point - b.point);

/** So many of a front that lie as far apart as can be: the most crowded goes, one after the other. */
export function thinnedFront(points: readonly Judged[], front: readonly number[], count: number): readonly number[] {
  let left = [...front];
  while (left.length > count) {
    const crowding = crowdingOf(points, left);
    const of = (point: number): number => crowding.get(point) as number;
    const worst = left.reduce((a, b) => (of(b) < of(a) ? b : a));
    left = left.filter((point) => point !== worst);
  }
  return left;
}
