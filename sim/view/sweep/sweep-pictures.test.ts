import { describe, expect, it, vi } from "vitest";
import { estimatesOf } from "../../experiment/sweep/estimates.js";
import { renderPictures } from "../render.js";
import { sweptFields } from "./swept-fields.js";
import { sweepPictures } from "./sweep-pictures.js";

type Level = number | string;
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, k) => from + k);

/** Points of three replications whose metrics follow from their parameters. */
function estimates(names: readonly string[], points: readonly (readonly Level[])[]) {
  const sizeOf = (levels: readonly Level[]): number =>
    levels.reduce<number>((sum, level) => sum + (typeof level === "number" ? level : level.length), 0);
  return estimatesOf({
    grid: { points: points.length, replications: 3 },
    parameters: {
      paths: names,
      values: points,
      columns: names.map((name, k) => ({ name, values: points.map((levels) => levels[k]) })),
    },
    cells: Array.from({ length: 3 * points.length }, (_, cell) => {
      const size = sizeOf(points[Math.floor(cell / 3)]);
      return {
        fingerprint: "",
        metrics: [
          { name: "halted", unit: "jobs", kind: "count" as const, value: Math.floor(2 * size) + (cell % 3) },
          { name: "issued", unit: "units", kind: "amount" as const, value: BigInt(Math.floor(1e6 / (1 + size))) },
          { name: "never", unit: "s", kind: "duration" as const, value: null },
        ],
      };
    }),
  });
}
const draw = (names: readonly string[], points: readonly (readonly Level[])[]) =>
  sweepPictures({ estimates: estimates(names, points), columns: names, caption: "a sweep" });
const layersOf = (specs: ReturnType<typeof draw>): string[] =>
  [...JSON.stringify(specs).matchAll(/"mark":\{"type":"(\w+)"/g)].map(([, mark]) => mark);

const two = range(1, 4).flatMap((a) => [0.5, 0.9].map((b) => [a, b]));
const three = two.flatMap(([a, b]) => ["x", "yy"].map((word) => [a, b, word]));
const hypercube = range(0, 12).map((k) => [k, (5 * k) % 13, (7 * k) % 13, (11 * k) % 13]);

describe("the picture of a sweep", () => {
  it("is curves with bands over one field, maps over two, small maps over three, and dots over more", () => {
    const one = layersOf(draw(["a"], range(1, 5).map((a) => [a]))); // prettier-ignore
    expect(one).toEqual(["area", "area", "line", "area", "area", "line"]);
    expect(new Set(layersOf(draw(["a", "b"], two)))).toEqual(new Set(["rect", "text"]));
    const maps = layersOf(draw(["a", "b", "c"], three));
    expect(maps.filter((mark) => mark === "rect")).toHaveLength(4);
    expect(new Set(maps)).toEqual(new Set(["rect", "text"]));
    expect(new Set(layersOf(draw(["a", "b", "c", "d"], hypercube)))).toEqual(new Set(["rule", "point"]));
  });

  it("is none of no point and of one, and draws a thousand within bounds", () => {
    expect([draw(["a"], []), draw(["a"], [[3]])]).toEqual([[], []]);
    const [{ spec }] = draw(["a"], range(1, 1000).map((a) => [a])); // prettier-ignore
    expect(JSON.stringify(spec).length).toBeLessThan(200_000);
  });

  it("is drawn without a warning, with words and log scales too", async () => {
    const warn = vi.spyOn(console, "warn");
    const cases = [
      draw(["strategy"], [["random"], ["best-first"]]),
      draw(["a"], [[1], [10], [1000]]),
      draw(["a", "b"], two),
      draw(["a", "b", "c"], three),
      draw(["a", "b", "c", "d"], hypercube),
    ];
    for (const specs of cases) {
      for (const { svg } of await renderPictures(specs)) expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(warn).not.toHaveBeenCalled();
  });

  it("takes fields that advance together for one", () => {
    const together = estimates(["a", "b", "c"], [[1, 10, "x"], [2, 20, "x"], [3, 30, "x"]]); // prettier-ignore
    expect(sweptFields(together, ["a", "b", "c"]).map(({ name }) => name)).toEqual(["a"]);
    const apart = estimates(["a", "b"], two);
    expect(sweptFields(apart, ["a", "b"]).map(({ name, levels }) => [name, levels.length])).toEqual([
      ["a", 4],
      ["b", 2],
    ]);
  });
});
