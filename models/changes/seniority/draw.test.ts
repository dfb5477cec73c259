/** Seniority drawn from the lists. Chance is held to five deviations; seeds are fixed. */
import { describe, expect, it } from "vitest";
import { openNetwork, smallScenario } from "../../../test/network-kit.js";
import { firstListHistogram } from "../../protocol/seniority/grants.js";

const count = 4000;

/** Seniority of so many nodes of a class. */
function drawn(seniority: unknown): number[] {
  const operators = [{ class: "nodes", count, workers: 1, seniority }];
  const { network } = openNetwork(smallScenario({ operators, shards: { count: 1, world: "1 MB" } }));
  return [...network.world.provers.seniority.subarray(0, count)];
}

const isNear = (found: number, share: number): boolean =>
  Math.abs(found - share * count) < 5 * Math.sqrt(count * share * (1 - share));

/** January to May 2024, June and July, points. */
const months = [31, 29, 31, 30, 31].map((days) => 86_400 * days);
const later = [2_592_000, 2_678_400];
const sinceJanuary = months.reduce((sum, points) => sum + points, 0) + later[0] + later[1];

describe("seniority from the lists", () => {
  it("dawn: an entry of the first list, as often as it has it, and every month after it", () => {
    const points = drawn("dawn");
    const entries = firstListHistogram.reduce((sum, one) => sum + one.entries, 0);
    expect(entries).toBe(1047);
    for (const { points: first, entries: often } of firstListHistogram)
      expect(isNear(points.filter((one) => one === first + sinceJanuary).length, often / entries)).toBe(true);
    // The six archives of the genesis are beyond; a key at the top of all four lists is here.
    expect(Math.max(...points)).toBe(7_948_800 + sinceJanuary);
  });

  it("historic: from one of seven months on, or from the first list as often as Dawn's peers were on it", () => {
    const points = drawn("historic");
    const onFirst = points.filter((one) => one > sinceJanuary).length;
    expect(isNear(onFirst, 1047 / 17_786)).toBe(true);
    // July alone is what a seventh of the others has.
    const latest = points.filter((one) => one === later[1]).length;
    expect(isNear(latest, (1 - 1047 / 17_786) / 7)).toBe(true);
    expect(Math.min(...points)).toBe(later[1]);
  });

  it("merged: historic for that share of the nodes, none for the others", () => {
    const points = drawn({ merged: "30 %" });
    expect(isNear(points.filter((one) => one > 0).length, 0.3)).toBe(true);
    expect(Math.min(...points.filter((one) => one > 0))).toBe(later[1]);
    expect(drawn({ merged: "0 %" }).every((one) => one === 0)).toBe(true);
    expect(drawn({ merged: "100 %" }).every((one) => one > 0)).toBe(true);
    expect(() => drawn({ merged: "130 %" })).toThrow(/merged/);
  });
});
