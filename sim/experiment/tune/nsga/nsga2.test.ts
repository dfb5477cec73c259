/** Fronts that are known in closed form. */
import { mean } from "d3-array";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crowdingOf, dominates, frontsOf, type Judged, survivorsOf, thinnedFront } from "./domination.js";
import { nsga2, type NsgaBench } from "./nsga2.js";
import { childrenOf, type Place } from "./variation.js";

class Functions implements NsgaBench {
  readonly places: Place[] = [];
  readonly rounds: (readonly number[])[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(
    readonly of: (place: Place) => Judged,
    /** How points are told apart, as those that a scenario can have. */
    readonly rounded: (place: Place) => Place = (place) => place,
    readonly patience = Number.POSITIVE_INFINITY,
  ) {}

  pointAt(place: Place): number | undefined {
    const key = JSON.stringify(this.rounded(place));
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.places.push(this.rounded(place));
    this.#numbers.set(key, this.places.length - 1);
    return this.places.length - 1;
  }

  judge(points: readonly number[]): Promise<boolean> {
    this.rounds.push(points);
    return Promise.resolve(this.rounds.length <= this.patience);
  }

  judged(point: number): Judged {
    return this.of(this.places[point]);
  }
}

const free = (...objectives: number[]): Judged => ({ objectives, violation: 0 });
const ordered = (axes: number): boolean[] => Array.from({ length: axes }, () => true);

/** Of Zitzler, Deb and Thiele 2000; the front is where all but the first are 0. */
const zdt = (shape: (share: number) => number) => (place: Place) => {
  const rest = 1 + (9 * place.slice(1).reduce((sum, share) => sum + share, 0)) / (place.length - 1);
  return free(place[0], rest * shape(place[0] / rest));
};
const zdt1 = zdt((share) => 1 - Math.sqrt(share));
const zdt2 = zdt((share) => 1 - share * share);

const run = async (bench: Functions, axes: number, sizes: { population?: number; generations?: number } = {}) =>
  await nsga2(bench, { seed: 1, isOrdered: ordered(axes), population: 40, generations: 100, start: [], ...sizes });

describe("the front of a known function", () => {
  it.each([
    ["ZDT1", zdt1, (x: number) => 1 - Math.sqrt(x)],
    ["ZDT2", zdt2, (x: number) => 1 - x * x],
  ] as const)("is found: %s", async (_name, of, front) => {
    const bench = new Functions(of);
    const { points } = await run(bench, 8, { generations: 250 });
    const found = points.map((point) => bench.judged(point).objectives);
    const distances = found.map(([x, y]) => y - front(x));
    // Deb et al. come within 0.034 of both on average, with 100 points.
    expect(mean(distances)).toBeLessThan(0.02);
    expect(Math.max(...distances)).toBeLessThan(0.05);
    // It is covered, and not only met.
    const sorted = found.map(([x]) => x).sort((a, b) => a - b);
    expect(sorted[0]).toBeLessThan(0.02);
    expect(sorted.at(-1)).toBeGreaterThan(0.98);
    expect(Math.max(...sorted.slice(1).map((x, k) => x - sorted[k]))).toBeLessThan(0.15);
  });

  it("is found: Schaffer's, between two parabolas", async () => {
    const bench = new Functions(([share]) => {
      const x = 2000 * share - 1000;
      return free(x * x, (x - 2) * (x - 2));
    });
    const { points } = await run(bench, 1);
    const found = points.map((point) => bench.judged(point).objectives);
    expect(found).toHaveLength(40);
    const distances = found.map(([a, b]) => Math.sqrt(a) + Math.sqrt(b) - 2);
    // The ends lie as far beyond as points of the front are apart.
    expect(mean(distances)).toBeLessThan(0.02);
    expect(Math.max(...distances)).toBeLessThan(0.2);
  });

  it("is found within what must hold, from places none of which holds", async () => {
    // The circle's part that is nearest to the corner.
    const bench = new Functions(([x, y]) => ({
      objectives: [x, y],
      violation: Math.max(0, 0.1 - Math.hypot(1 - x, 1 - y) + 0.5) + Math.max(0, Math.hypot(1 - x, 1 - y) - 0.7),
    }));
    const { points } = await run(bench, 2);
    const judged = points.map((point) => bench.judged(point));
    expect(judged.every(({ violation }) => violation === 0)).toBe(true);
    for (const { objectives } of judged) expect(Math.hypot(1 - objectives[0], 1 - objectives[1])).toBeGreaterThan(0.69);
  });
});

describe("a search", () => {
  it("is the same for the same seed, whatever order points are judged in", async () => {
    const runs = [1, 1, 2].map(async (seed) => {
      const bench = new Functions(zdt1);
      const { points } = await nsga2(bench, {
        seed,
        isOrdered: ordered(3),
        population: 12,
        generations: 8,
        start: [],
      });
      return { rounds: bench.rounds, places: bench.places, points };
    });
    const [first, second, other] = await Promise.all(runs);
    expect(second).toEqual(first);
    expect(other.places).not.toEqual(first.places);
  });

  it("never judges a point twice, and ends where there are no others", async () => {
    const bench = new Functions(
      ([x, y]) => free(x, -y),
      (place) => place.map((share) => Math.floor(share * 3)),
    );
    const { points } = await run(bench, 2);
    expect(bench.places).toHaveLength(9);
    expect(bench.rounds.flat().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(bench.places[points[0]]).toEqual([0, 2]);
  });

  it("begins where it is told to, and says when somebody wanted an end", async () => {
    const bench = new Functions(zdt1, undefined, 2);
    const start = [[0.5, 0, 0]];
    const { isInterrupted } = await nsga2(bench, {
      seed: 1,
      isOrdered: ordered(3),
      population: 8,
      generations: 8,
      start,
    });
    expect(bench.places[0]).toEqual(start[0]);
    expect(isInterrupted).toBe(true);
    expect(bench.rounds).toHaveLength(3);
  });
});

const judged = fc.record({
  objectives: fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })),
  violation: fc.constantFrom(0, 0, 0, 1, 2),
});

describe("fronts", () => {
  it("are what nobody beats, then what only those beat", () => {
    fc.assert(
      fc.property(fc.array(judged, { maxLength: 30 }), (points) => {
        const fronts = frontsOf(points);
        expect(fronts.flat().sort((a, b) => a - b)).toEqual(points.map((_unused, k) => k));
        for (const [rank, front] of fronts.entries()) {
          const above = fronts.slice(0, rank).flat();
          for (const point of front) {
            expect(front.some((other) => dominates(points[other], points[point]))).toBe(false);
            expect(above.some((other) => dominates(points[other], points[point]))).toBe(rank > 0);
          }
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("are cut where points stand close together, and keep their ends", () => {
    const line = [0, 1, 2, 2.1, 3, 4].map((x) => free(x, 4 - x));
    expect(thinnedFront(line, [0, 1, 2, 3, 4, 5], 5)).toEqual([0, 1, 2, 4, 5]);
    expect(thinnedFront(line, [0, 1, 2, 3, 4, 5], 2)).toEqual([0, 5]);
    expect(crowdingOf(line, [0, 1, 5]).get(1)).toBeCloseTo(2);
    expect(survivorsOf(line, 3).map(({ point }) => point)).toEqual([0, 5, 1]);
  });
});

describe("children", () => {
  it("stay in the range, lie about their parents, and have the words of one of them", () => {
    const share = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 2, maxLength: 2 }),
        fc.array(share, { minLength: 2, maxLength: 2 }),
        fc.infiniteStream(share),
        (mother, father, draws) => {
          const draw = (): number => draws.next().value;
          const children = childrenOf(mother, father, { isOrdered: [true, false], draw });
          for (const child of children) for (const value of child) expect(value >= 0 && value < 1).toBe(true);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it("are as far apart on average as their parents", () => {
    let state = 1;
    const draw = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const gaps = Array.from({ length: 4000 }, () => {
      const [one, other] = childrenOf([0.4], [0.6], { isOrdered: [true], draw });
      return (one[0] + other[0]) / 2;
    });
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeCloseTo(0.5, 2);
  });
});
