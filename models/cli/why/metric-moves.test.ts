import { describe, expect, it } from "vitest";
import { countBetween, moveLines, movesOf } from "./metric-moves.js";

const series = [0, 0, 0, 0, 30, 30, 30, 30, 20, 20, 20, 20].map((halted, k) => ({
  frame: String(k * 360),
  time_s: String(k * 3600),
  halted: String(halted),
  total: String(halted < 30 ? k : k + 100),
}));
const turns = [{ turn: "1", frame: "1100", told: "shard 8 is the first to halt", cause: "too few cover it" }];

const event = (frame: number, what: string) => ({ frame: String(frame), what, why: "thin" });

describe("what moved a metric", () => {
  it("is its steps, largest first, with the turns between the rows", () => {
    expect(movesOf(series, "halted", turns)).toEqual([
      { frame: 1080, untilFrame: 1440, timeS: 10_800, before: 0, after: 30, turns: [1] },
      { frame: 2520, untilFrame: 2880, timeS: 25_200, before: 30, after: 20, turns: [] },
    ]);
  });

  it("is what came from row to row where it only counts, and nothing where it stands still", () => {
    const rising = [1, 2, 9, 9].map((n, k) => ({ frame: String(k), time_s: String(k), n: String(n) }));
    expect(movesOf(rising, "n", []).map(({ before, after }) => [before, after])).toEqual([[2, 9], [1, 2]]); // prettier-ignore
    expect(movesOf(rising.slice(2), "n", [])).toEqual([]);
  });

  it("is not that it begins to be measured", () => {
    const begun = ["", "", "7", "7", "9"].map((n, k) => ({ frame: String(k), time_s: String(k), n }));
    expect(movesOf(begun, "n", []).map(({ frame, before, after }) => [frame, before, after])).toEqual([[3, 7, 9]]);
  });

  it("is told with what the log counts meanwhile, without looks and answers", () => {
    const [move] = movesOf(series, "halted", turns);
    const counted = countBetween(
      [event(1080, "halts"), event(1081, "halts"), event(1100, "halts"), event(1100, "looks")],
      move,
    );
    expect(counted).toEqual([{ what: "halts", why: "thin", count: 2 }]);
    expect(moveLines(move, turns, counted)).toEqual([
      "+30 at 3 h: from 0 to 30, between frames 1,080 and 1,440",
      "    turn 1: shard 8 is the first to halt, because too few cover it",
      "    2 × halts: thin",
    ]);
  });
});
