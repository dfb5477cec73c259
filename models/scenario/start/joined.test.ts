import { describe, expect, it } from "vitest";
import { isFault } from "./bands.js";
import type { Start } from "./schema.js";
import { startTargets } from "./targets.js";

const start = (fields: Partial<Start>): Start => ({ heads: { 9: 1, 5: 1, 1: 2 }, ...fields });
const targets = (fields: Partial<Start>) =>
  startTargets(start(fields), { count: 4, world: 4000 }, { ringSize: 8, maximumProvers: 32 });

describe("joins of which only a least is known", () => {
  it("fill every shard up to it, and lie evenly beyond", () => {
    expect(targets({ joining: 21, joined: 8 })).toMatchObject({ active: [9, 5, 1, 1], joining: [1, 4, 8, 8] });
  });

  it("lie evenly where nothing is known", () => {
    expect(targets({ joining: 20 })).toMatchObject({ joining: [5, 5, 5, 5] });
  });

  it("are refused where there are too few of them", () => {
    const found = targets({ joining: 16, joined: 8 });
    expect(isFault(found) && found.message).toBe(
      "joining provers: read 16, shards of 8 active and joining provers or more need 17",
    );
  });
});
