import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleSets } from "../ground/rule-sets.js";
import { type RingCandidate, assignRings } from "./assign.js";

const byNode = ruleSets["v2.1-epoch"];

const address = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
const candidate: fc.Arbitrary<RingCandidate> = fc.record({
  address,
  joinFrame: fc.integer({ min: 0, max: 3 }),
  joinConfirmFrame: fc.integer({ min: 0, max: 3 }),
  seniority: fc.integer({ min: 0, max: 3 }),
});
const members = fc.uniqueArray(candidate, { selector: (one) => one.address, maxLength: 80 });

describe("the order in rings", () => {
  it("is the same whatever the order of the input, eight to a ring", () => {
    const shuffled = members.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const assigned = assignRings(list, byNode);
        expect(assignRings(other, byNode)).toEqual(assigned);
        expect(assigned.rings).toEqual(list.map((_one, rank) => Math.floor(rank / 8)));
        expect(assigned.rankOrder.toSorted()).toEqual(list.map((one) => one.address).toSorted());
      }),
      { seed: 1 },
    );
  });

  it("puts an early arrival without any seniority before the most senior latecomer", () => {
    const early = Array.from({ length: 8 }, (_none, k) => ({ address: `f${k}`, joinFrame: 1000, seniority: 0 }));
    const senior = { address: "00", joinFrame: 1001, seniority: 26_352_000 };
    expect(assignRings([senior, ...early], byNode).rankOrder.at(-1)).toBe("00");
    expect(assignRings([senior, ...early], byNode).rings.at(-1)).toBe(1);
    expect(assignRings([senior, ...early], ruleSets.seed).rankOrder[0]).toBe("00");
  });

  it("lets eight new identities fill ring 0 of an empty shard for good", () => {
    const sybils = Array.from({ length: 8 }, (_none, k) => ({ address: `0${k}`, joinFrame: 10, seniority: 0 }));
    const honest = Array.from({ length: 40 }, (_none, k) => ({
      address: `${10 + k}`,
      joinFrame: 11 + k,
      seniority: 9e6,
    }));
    const { rankOrder } = assignRings([...honest, ...sybils], byNode);
    expect(rankOrder.slice(0, 8)).toEqual(sybils.map((one) => one.address));
  });

  it("moves those behind inward when somebody leaves", () => {
    const nine = Array.from({ length: 9 }, (_none, k) => ({ address: `0${k}`, joinFrame: k + 1, seniority: 0 }));
    expect(assignRings(nine, byNode).rings.at(-1)).toBe(1);
    expect(assignRings(nine.slice(1), byNode).rings.at(-1)).toBe(0);
  });

  it("counts the confirmation of a join that was never recorded", () => {
    const unrecorded = { address: "aa", joinFrame: 0, joinConfirmFrame: 500, seniority: 0 };
    const before = { address: "bb", joinFrame: 499, seniority: 0 };
    expect(assignRings([unrecorded, before], byNode).rankOrder).toEqual(["bb", "aa"]);
  });

  it("wraps at 256 rings, so that the 2049th prover earns like the first", () => {
    const many = Array.from({ length: 2049 }, (_none, k) => ({
      address: k.toString(16).padStart(4, "0"),
      joinFrame: 1,
      seniority: 0,
    }));
    const { rings } = assignRings(many, byNode);
    expect(rings[2047]).toBe(255);
    expect(rings[2048]).toBe(0);
  });
});
