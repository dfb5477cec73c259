/** Sensitivity of functions whose indices are known in closed form. */
import { describe, expect, it } from "vitest";
import { morrisDesign, morrisMeasures } from "./morris.js";
import { resampledInterval } from "./resampled-interval.js";
import { saltelliDesign } from "./saltelli-design.js";
import { type SobolIndices, sobolIndices } from "./sobol-indices.js";

/** On [−π, π]³, with a = 7 and b = 0.1. Source: Ishigami and Homma 1990. */
function ishigami(place: readonly number[]): number {
  const [x, y, z] = place.map((share) => Math.PI * (2 * share - 1));
  return Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x);
}

const ishigamiKnown = (() => {
  const alone = [(1 + (0.1 * Math.PI ** 4) / 5) ** 2 / 2, 7 ** 2 / 8, 0];
  const together = (0.1 ** 2 * Math.PI ** 8 * 8) / 225;
  const variance = alone[0] + alone[1] + together;
  return {
    first: alone.map((part) => part / variance),
    total: [alone[0] + together, alone[1], together].map((part) => part / variance),
  };
})();

/** Source: Sobol 1998; the larger its number, the less an input does. */
const gNumbers = [0, 1, 4.5, 9, 99, 99];
const gFunction = (place: readonly number[]): number =>
  place.reduce((product, share, k) => (product * (Math.abs(4 * share - 2) + gNumbers[k])) / (1 + gNumbers[k]), 1);

const gKnown = (() => {
  const parts = gNumbers.map((number) => 1 / 3 / (1 + number) ** 2);
  const variance = parts.reduce((product, part) => product * (1 + part), 1) - 1;
  return {
    first: parts.map((part) => part / variance),
    total: parts.map(
      (part, k) => parts.reduce((product, other, j) => (j === k ? product : product * (1 + other)), part) / variance,
    ),
  };
})();

const indicesOf = (
  of: (place: readonly number[]) => number,
  axes: number,
  rows: number,
  seed: number,
): readonly SobolIndices[] => sobolIndices(axes, saltelliDesign({ axes, rows, seed }).map(of));

describe("Sobol indices", () => {
  it.each([
    ["Ishigami's function", ishigami, ishigamiKnown],
    ["Sobol's g-function", gFunction, gKnown],
  ] as const)("of %s lie in their intervals, which are narrow", (_name, of, known) => {
    const seeds = [1, 2, 3, 4, 5];
    const axes = known.first.length;
    const found = seeds.flatMap((seed) => indicesOf(of, axes, 1024, seed));
    const covered = found.flatMap(({ axis, first95, total95 }) => [
      first95!.lower <= known.first[axis] && known.first[axis] <= first95!.upper,
      total95!.lower <= known.total[axis] && known.total[axis] <= total95!.upper,
    ]);
    expect(covered.filter(Boolean).length / covered.length).toBeGreaterThanOrEqual(0.9);
    for (const { axis, first, total, total95 } of found) {
      expect(Math.abs(first - known.first[axis])).toBeLessThan(0.05);
      expect(Math.abs(total - known.total[axis])).toBeLessThan(0.05);
      expect(total95!.upper - total95!.lower).toBeLessThan(0.2);
    }
  });

  it("have intervals that hold them at the sizes that a simulation affords", () => {
    const found = Array.from({ length: 20 }, (_unused, seed) => indicesOf(ishigami, 3, 64, seed)).flat();
    const covered = found.filter(
      ({ axis, total95 }) => total95!.lower <= ishigamiKnown.total[axis] && ishigamiKnown.total[axis] <= total95!.upper,
    );
    expect(covered.length / found.length).toBeGreaterThan(0.85);
  });

  it("are none of what does not vary, and leave out rows in which something was not measured", () => {
    expect(indicesOf(() => 3, 2, 16, 1)).toEqual([]);
    const places = saltelliDesign({ axes: 3, rows: 32, seed: 1 });
    const values = places.map(ishigami);
    const holed = values.map((value, k) => (k === 7 ? null : value));
    expect(sobolIndices(3, holed)).toEqual(sobolIndices(3, values.toSpliced(5, 5)));
  });

  it("come from a sequence whose first points are those of Joe and Kuo, shifted", () => {
    const [a, b, , , second] = saltelliDesign({ axes: 2, rows: 2, seed: 1 });
    const steps = second.map((value, k) => (value - a[k] + 1) % 1);
    expect(steps.map((step) => step.toFixed(9))).toEqual(["0.500000000", "0.500000000"]);
    expect(saltelliDesign({ axes: 2, rows: 2, seed: 1 })[1]).toEqual(b);
    expect(saltelliDesign({ axes: 2, rows: 2, seed: 2 })[1]).not.toEqual(b);
  });

  it("put every sample into each half and each quarter of an input equally often", () => {
    const places = saltelliDesign({ axes: 5, rows: 64, seed: "strata" });
    for (let axis = 0; axis < 5; axis++) {
      const own = places.filter((_unused, k) => k % 7 === 0).map((place) => place[axis]);
      const shift = Math.min(...own) % (1 / 64);
      const strata = new Set(own.map((value) => Math.floor((value - shift) * 64 + 1e-6)));
      expect(strata.size).toBe(64);
    }
  });
});

describe("elementary effects", () => {
  const slopes = [3, -2, 0, 0.5];
  const linear = (place: readonly number[]): number => place.reduce((sum, share, k) => sum + slopes[k] * share, 7);

  it("of a linear function are its slopes exactly, with no deviation", () => {
    const design = morrisDesign({ axes: 4, trajectories: 6, seed: 1 });
    const measures = morrisMeasures(design, 4, design.places.map(linear));
    for (const { axis, mu, muStar, muStar95, sigma, effects } of measures) {
      expect(effects).toBe(6);
      expect(mu).toBeCloseTo(slopes[axis], 12);
      expect(muStar).toBeCloseTo(Math.abs(slopes[axis]), 12);
      expect(muStar95!.upper).toBeCloseTo(Math.abs(slopes[axis]), 12);
      expect(sigma).toBeCloseTo(0, 12);
    }
  });

  it("tell what works with others or bends from what does not", () => {
    const design = morrisDesign({ axes: 3, trajectories: 20, seed: 1 });
    const values = design.places.map(([x, y, z]) => 2 * x + 8 * y * z);
    const [x, y, z] = morrisMeasures(design, 3, values);
    expect(x.sigma).toBe(0);
    expect(y.sigma).toBeGreaterThan(1);
    expect(z.muStar).toBeGreaterThan(x.muStar!);
  });

  it("rank the inputs of the g-function", () => {
    const design = morrisDesign({ axes: 6, trajectories: 40, seed: 3 });
    const ranked = [...morrisMeasures(design, 6, design.places.map(gFunction))].sort((a, b) => b.muStar! - a.muStar!);
    expect(ranked.slice(0, 4).map(({ axis }) => axis)).toEqual([0, 1, 2, 3]);
  });

  it("change each input once a trajectory, and stay in range; a further trajectory changes none before it", () => {
    const [few, more] = [3, 9].map((trajectories) => morrisDesign({ axes: 5, trajectories, seed: "same" }));
    expect(more.places.slice(0, few.places.length)).toEqual(few.places);
    expect(few.places).toHaveLength(3 * 6);
    for (let trajectory = 0; trajectory < 3; trajectory++) {
      const own = few.steps.slice(trajectory * 5, trajectory * 5 + 5);
      expect(new Set(own.map(({ axis }) => axis)).size).toBe(5);
      for (const { axis, before, after } of own) {
        const differing = few.places[before].filter((share, k) => share !== few.places[after][k]);
        expect(differing).toEqual([few.places[before][axis]]);
      }
    }
    expect(few.places.flat().every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it("leave out what was not measured", () => {
    const design = morrisDesign({ axes: 2, trajectories: 1, seed: 1 });
    const measures = morrisMeasures(design, 2, [1, null, 3]);
    expect(measures).toMatchObject([
      { effects: 0, mu: null, muStar: null, muStar95: null, sigma: null },
      { effects: 0, mu: null },
    ]);
  });
});

it("an interval by resampling is none of a single row", () => {
  expect(resampledInterval(1, () => 1)).toBeNull();
  expect(resampledInterval(4, () => Number.NaN)).toBeNull();
  expect(resampledInterval(4, () => 2)).toEqual({ lower: 2, upper: 2 });
});
