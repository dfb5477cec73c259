import { describe, expect, it } from "vitest";
import { Barrier, BarrierAborted } from "./barrier.js";

describe("Barrier", () => {
  it("lets a single part go on at once, again and again", () => {
    const barrier = new Barrier(Barrier.makeShared(), 1, 0);
    for (let round = 0; round < 3; round++) expect(() => barrier.wait()).not.toThrow();
  });

  it("says whether all others are there, or one will never be", () => {
    expect(new Barrier(Barrier.makeShared(), 1, 0).othersAreThere(0)).toBe(true);
    const barrier = new Barrier(Barrier.makeShared(), 2, 0);
    for (const withinMs of [0, 1]) expect(barrier.othersAreThere(withinMs)).toBe(false);
    barrier.abort();
    expect(barrier.othersAreThere(0)).toBe(true);
  });

  it("lets nobody wait for a part that has failed, even who comes after it was said", () => {
    const shared = Barrier.makeShared();
    new Barrier(shared, 2, 0).abort();
    for (const spins of [0, 100]) expect(() => new Barrier(shared, 2, spins).wait()).toThrow(BarrierAborted);
  });
});
