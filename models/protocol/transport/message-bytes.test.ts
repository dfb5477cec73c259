import { describe, expect, it } from "vitest";
import { filterMessageBytes, joinMessageBytes } from "./message-bytes.js";

describe("bytes of messages", () => {
  it("are those of section 11.13 for one filter and for the hundred that a join may name", () => {
    expect([joinMessageBytes(1, { joinProof: "vdf" }), joinMessageBytes(100, { joinProof: "vdf" })]).toEqual([
      800 + 36 + 516,
      800 + 100 * (36 + 516),
    ]);
    expect([filterMessageBytes(1), filterMessageBytes(100)]).toEqual([236, 3800]);
  });
});
