import { describe, expect, it } from "vitest";
import { activeRings, compareObserved, readColumns } from "./compare.js";

const series = readColumns("time_s,shard_count\n0,10\n43200,11\n86400,14\n172800,18\n");
const observed = { timeDays: [0, 1, 2], columns: { "shard.count": [10, 12, 14] } };

describe("a comparison with measurements", () => {
  it("takes the rows of the measured days and averages the distance, whatever its sign", () => {
    expect(compareObserved(observed, series)).toEqual([
      { metric: "shard.count", measuredFirst: 10, measuredLast: 14, simulatedLast: 18, meanAbsoluteDeviation: 2 },
    ]);
    const [below] = compareObserved({ timeDays: [0, 1], columns: { "shard.count": [10, 18] } }, series);
    expect(below.meanAbsoluteDeviation).toBe(2);
  });

  it("can stop at a day", () => {
    expect(compareObserved(observed, series, 1)[0]).toMatchObject({ measuredLast: 12, simulatedLast: 14 });
  });

  it("refuses days and metrics that the run does not have", () => {
    expect(() => compareObserved({ timeDays: [0, 3], columns: {} }, series)).toThrow("no row at day 3");
    expect(() => compareObserved({ timeDays: [0, 1], columns: { peers: [1, 2] } }, series)).toThrow("no column peers");
  });

  it("counts shards of the last frame by the ring of their active provers", () => {
    const shards = readColumns("frame,active\n5,40\n9,0\n9,1\n9,8\n9,9\n9,17\n");
    expect(activeRings(shards, 8)).toEqual({ rings: [2, 1, 1], none: 1 });
  });
});
