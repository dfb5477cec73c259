import { describe, expect, it } from "vitest";
import { quorumsLost } from "./losses.js";

describe("how many shards lose their quorum", () => {
  it("is never more than there are, though one may lose it again", () => {
    expect(quorumsLost(1, 1)).toBe("1 shard of 1 loses its quorum and makes no frames");
    expect(quorumsLost(4, 128)).toBe("4 shards of 128 lose their quorum and make no frames");
    expect(quorumsLost(10, 8)).toBe("8 shards lose their quorum 10 times in all and make no frames");
  });
});
