import { array, assert, asyncProperty, boolean, constant, integer, nat, oneof, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { createStreams } from "../../random/stream.js";
import { budgetOf, minBudget, type SearchBudget } from "./budget.js";
import { find, type Found, type SearchBench } from "./find.js";
import { excludedBy } from "./excluded.js";
import { frontOf } from "./front.js";
import { type Aim, compareScores, type Score } from "./rank.js";
import { placesAround, type Place } from "./start.js";

type Axes = Parameters<typeof find>[1];
const range = (path: string): Axes[number] => ({ path, levels: null, isOrdered: true });
const counted = (path: string, count: number, isOrdered = true): Axes[number] => ({
  path,
  isOrdered,
  levels: {
    count,
    of: (share) => Math.min(count - 1, Math.floor(share * count)),
    middle: (level) => (level + 0.5) / count,
  },
});

/** A bench without cells: `of` gives the value of a replication. */
class Sheet implements SearchBench {
  readonly places: Place[] = [];
  readonly replications: number[] = [];
  readonly #numbers = new Map<string, number>();
  rounds = 0;

  constructor(
    readonly axes: Axes,
    readonly of: (place: Place, replication: number) => number,
    readonly isScenario: (place: Place) => boolean = () => true,
    readonly aim: Aim = "maximise",
  ) {}

  pointAt(place: Place): number | undefined {
    if (!this.isScenario(place)) return undefined;
    const key = JSON.stringify(place.map((share, k) => this.axes[k].levels?.of(share) ?? share));
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.places.length);
    this.replications.push(0);
    return this.places.push(place) - 1;
  }
  replicationsOf(point: number): number {
    return this.replications[point];
  }
  measure(points: readonly number[], replications: number): Promise<boolean> {
    this.rounds++;
    for (const point of points) this.replications[point] = Math.max(this.replications[point], replications);
    return Promise.resolve(true);
  }
  scoreOf(point: number, replications: number): Score {
    if (replications > this.replications[point]) throw new Error(`${point} has fewer than ${replications}`);
    let sum = 0;
    for (let k = 0; k < replications; k++) sum += this.of(this.places[point], k);
    return { shortfall: 0, value: sum / replications, cost: null };
  }
  ranked(points: readonly number[], replications: number): number[] {
    return [...points].sort(
      (a, b) => compareScores(this.aim, this.scoreOf(a, replications), this.scoreOf(b, replications)) || a - b,
    );
  }
  seemsBetter(point: number, other: number, replications: number): boolean {
    return compareScores(this.aim, this.scoreOf(point, replications), this.scoreOf(other, replications)) < 0;
  }
  get cells(): number {
    return this.replications.reduce((sum, one) => sum + one, 0);
  }
}

const search = (bench: Sheet, budget: SearchBudget = budgetOf(500, false), seed = 1): Promise<Found> =>
  find(bench, bench.axes, { seed, budget });

const bestOf = (bench: Sheet, { finalists }: Found): Place => bench.places[finalists[0]];

const peak =
  (...tops: number[]) =>
  (place: Place): number =>
    -place.reduce((sum, share, k) => sum + (share - tops[k]) ** 2, 0);

describe("a search", () => {
  it.each([1, 2, 3])("comes to the top of a hill, seed %s", async (seed) => {
    const bench = new Sheet([range("a"), range("b")], peak(0.7371, 0.2114));
    const [a, b] = bestOf(bench, await search(bench, undefined, seed));
    expect(Math.abs(a - 0.7371)).toBeLessThan(0.02);
    expect(Math.abs(b - 0.2114)).toBeLessThan(0.02);
  });

  it("comes there although replications differ far more than points do", async () => {
    const noise = createStreams(1, 0).purpose("noise");
    const bench = new Sheet([range("a")], (place, k) => peak(0.7371)(place) + 10 * noise.uniform(0, k));
    expect(Math.abs(bestOf(bench, await search(bench))[0] - 0.7371)).toBeLessThan(0.01);
  });

  it("looks at every point of a small space, and tries the other words of a large one", async () => {
    const small = new Sheet([counted("a", 4, false), counted("b", 5)], peak(0.9, 0.1));
    const all = await search(small);
    expect([all.isWhole, all.drawn.length, bestOf(small, all)]).toEqual([true, 20, [0.875, 0.1]]);
    const large = new Sheet([counted("a", 4, false), counted("b", 5000)], peak(0.9, 0.1));
    const [word, level] = bestOf(large, await search(large));
    expect(word).toBeGreaterThanOrEqual(0.75);
    expect(Math.abs(level - 0.1)).toBeLessThan(0.005);
  });

  it("ends at the edge of a range where that is best", async () => {
    const bench = new Sheet([range("a"), counted("b", 7000)], ([a, b]) => b - a);
    const [a, b] = bestOf(bench, await search(bench));
    expect([a, b > 0.999]).toEqual([0, true]);
  });

  it("draws again what is no scenario, and gives up where nothing is one", async () => {
    const bench = new Sheet([range("a")], peak(0.9), ([a]) => a > 0.8);
    const found = await search(bench);
    expect(found.drawn.length).toBe(budgetOf(500, false).draws);
    expect(found.refused).toBeGreaterThan(50);
    const none = await search(
      new Sheet(
        [range("a")],
        () => 0,
        () => false,
      ),
    );
    expect([none.drawn, none.finalists]).toEqual([[], []]);
  });

  it("is the same again, and takes no more cells than its budget, whatever is searched", async () => {
    await assert(
      asyncProperty(
        record({
          cells: integer({ min: minBudget, max: 3000 }),
          hasBound: boolean(),
          shapes: array(oneof(constant(0), integer({ min: 1, max: 90 })), { minLength: 1, maxLength: 4 }),
          seed: nat(1000),
        }),
        async ({ cells, hasBound, shapes, seed }) => {
          const axes = shapes.map((count, k) =>
            count === 0 ? range(`p${k}`) : counted(`p${k}`, count, count % 3 !== 0),
          );
          const noise = createStreams(seed, 0).purpose("noise");
          const make = (): Sheet =>
            new Sheet(axes, (place, k) => place.reduce((sum, one) => sum + one, 0) + noise.uniform(1, k));
          const [one, other] = [make(), make()];
          const budget = budgetOf(cells, hasBound);
          const found = await search(one, budget, seed);
          expect(await search(other, budget, seed)).toEqual(found);
          expect(one.cells).toBeLessThanOrEqual(budget.searched);
          expect(budget.searched + budget.candidates * budget.fresh).toBeLessThanOrEqual(cells);
          expect(found.finalists.length).toBeGreaterThan(0);
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });
});

describe("places around another one", () => {
  it("are a step to either side, or the next value where that is farther", () => {
    const axes = [range("a"), counted("b", 10), counted("c", 3, false)];
    expect(
      placesAround(axes, [0.5, 0.55, 0.5], 1 / 64, false).map((place) => place.map((one) => one.toFixed(3))),
    ).toEqual([
      ["0.484", "0.550", "0.500"],
      ["0.516", "0.550", "0.500"],
      ["0.500", "0.450", "0.500"],
      ["0.500", "0.650", "0.500"],
    ]);
    expect(placesAround(axes, [0, 0.05, 0.5], 0.25, true)).toHaveLength(1 + 1 + 2);
  });
});

describe("what a search cannot exclude", () => {
  it("is the exact share of a sample in which nothing is better", () => {
    expect(excludedBy(40, 0).share).toBeCloseTo(1 - 0.025 ** (1 / 40), 12);
    expect(excludedBy(10, 10).share).toBe(1);
  });

  it("is wrong in no more than one of twenty searches, whichever of the draws is taken for the best", () => {
    const draws = createStreams(3, 0).purpose("draws");
    // The space is the unit interval and its value the place: the share above a place is known. Taken is the best of the draws, the third, or any.
    for (const taken of [0, 2, 11]) {
      let wrong = 0;
      for (let k = 0; k < 2000; k++) {
        const sample = Array.from({ length: 30 }, (_, d) => draws.pairUniform(k, taken, d)).sort((a, b) => b - a);
        if (1 - sample[taken] > excludedBy(30, taken).share) wrong++;
      }
      expect(wrong / 2000).toBeLessThan(0.05);
    }
  });
});

describe("the front", () => {
  it("has what nothing cheaper reaches", () => {
    const points = [
      { point: 0, cost: 3, damage: 5 },
      { point: 1, cost: 1, damage: 1 },
      { point: 2, cost: 2, damage: 1 },
      { point: 3, cost: 1, damage: 0 },
      { point: 4, cost: 3, damage: 4 },
    ];
    expect(frontOf(points, true).map(({ point }) => point)).toEqual([1, 0]);
    expect(frontOf(points, false).map(({ point }) => point)).toEqual([3]);
  });
});

const score = (shortfall: number, value: number | null, cost: number | null = null): Score => ({
  shortfall,
  value,
  cost,
});

describe("the better of two points", () => {
  it("meets what must hold, or is nearer to it, and only then is worth more or costs less", () => {
    const order = [score(0, 3, 1), score(0, 3, 2), score(0, 2, 0), score(0, null), score(0.1, 9), score(0.2, 99)];
    for (const [k, one] of order.entries())
      for (const [l, other] of order.entries())
        expect(Math.sign(compareScores("maximise", one, other))).toBe(Math.sign(k - l));
    expect(compareScores("minimise", score(0, 2), score(0, 3))).toBeLessThan(0);
    // Of two that do not hold equally the cheaper is no nearer to what must hold.
    expect(compareScores("minimise", score(1, 2), score(1, 3))).toBe(0);
  });
});
