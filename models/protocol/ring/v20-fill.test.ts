import { describe, expect, it } from "vitest";
import { type V20Member, type V20Rings, advanceV20Rings, v20RingSizes } from "./v20-fill.js";

const member = (address: string, seniority: number, lastFrame = 60_000): V20Member => ({
  address,
  seniority,
  lastFrame,
});
const quiet = { joiners: [], leavers: new Set<string>(), frame: 60_000, capacity: 2 };
const addresses = (rings: V20Rings) => rings.map((ring) => ring.map((one) => one.address));

describe("rings of 2.0", () => {
  it("take joiners in order of seniority and open a new ring when the last is full", () => {
    const joiners = [member("a", 1), member("b", 3), member("c", 2)];
    const rings = advanceV20Rings([], { ...quiet, joiners });
    expect(addresses(rings)).toEqual([["b", "c"], ["a"]]);
    expect(rings.map((ring) => ring.length)).toEqual(v20RingSizes(3, 2));
  });

  it("promote the most senior of the next ring into a gap", () => {
    const rings = [
      [member("a", 1), member("b", 1)],
      [member("c", 5), member("d", 9)],
    ];
    expect(addresses(advanceV20Rings(rings, { ...quiet, leavers: new Set(["a"]) }))).toEqual([["b", "d"], ["c"]]);
  });

  it("drop the idle after a thousand frames, and after a hundred once proofs are new", () => {
    const rings = [[member("a", 1, 60_000), member("b", 1, 60_900)]];
    expect(addresses(advanceV20Rings(rings, { ...quiet, frame: 61_000 }))).toEqual([["a", "b"]]);
    expect(addresses(advanceV20Rings(rings, { ...quiet, frame: 61_001 }))).toEqual([["b"]]);
    const late = [[member("a", 1, 99_800), member("b", 1, 99_799)]];
    expect(addresses(advanceV20Rings(late, { ...quiet, frame: 99_900 }))).toEqual([["a"]]);
  });

  it("lose nobody who neither leaves nor idles", () => {
    const rings = [[member("a", 1)], [member("b", 2), member("c", 3)], [member("d", 4), member("e", 5)]];
    const after = addresses(advanceV20Rings(rings, { ...quiet, joiners: [member("f", 6)] }));
    expect(after.flat().toSorted()).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  it("keep the rings they were given untouched", () => {
    const rings = [[member("a", 1)], [member("b", 2)]];
    advanceV20Rings(rings, { ...quiet, joiners: [member("c", 9)] });
    expect(addresses(rings)).toEqual([["a"], ["b"]]);
  });
});
