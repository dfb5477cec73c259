import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitFees } from "./destination.js";
import { distributeFees, globalFees } from "./distribution.js";

const address = fc.integer({ min: 0, max: 255 }).map((byte) => byte.toString(16).padStart(2, "0"));
const participants = fc.uniqueArray(address, { minLength: 1, maxLength: 40 });
const total = fc.bigInt({ min: 1n, max: 1n << 70n });

describe("fees that are paid out", () => {
  it("reach the participants to the unit, and nobody gets more than his share but one", () => {
    fc.assert(
      fc.property(total, participants, address, (fees, list, maker) => {
        const { shares, remainderTo } = distributeFees(fees, list, maker);
        expect(shares.map((one) => one.address)).toEqual(list);
        expect(shares.reduce((sum, { units }) => sum + units, 0n)).toBe(fees);
        const share = fees / BigInt(list.length);
        const favoured = shares.filter(({ units }) => units !== share).map((one) => one.address);
        expect(favoured).toEqual(remainderTo === null ? [] : [remainderTo]);
        const first = list.includes(maker) ? maker : list.toSorted()[0];
        expect([null, first]).toContain(remainderTo);
      }),
      { seed: 1 },
    );
  });

  it("are as much for each as the sink says, the rest not burnt", () => {
    fc.assert(
      fc.property(total, participants, (fees, list) => {
        const { perParticipant, burnt, remainder } = splitFees(fees, list.length, "participants");
        expect(burnt).toBe(0n);
        const paid = distributeFees(fees, list, list[0]).shares.map(({ units }) => units);
        expect(paid).toEqual(list.map((_one, k) => perParticipant + (k === 0 ? remainder : 0n)));
      }),
      { seed: 1 },
    );
  });

  it("give back one part in k to whoever stores junk on its own shard", () => {
    const members = ["0a", "0b", "0c", "0d"];
    expect(distributeFees(4000n, members, "0b").shares.find((one) => one.address === "0a")?.units).toBe(1000n);
  });

  it("are nobody's without fees or participants, and one's in a global frame", () => {
    const nothing = { shares: [], remainderTo: null };
    expect([distributeFees(0n, ["0a"], null), distributeFees(5n, [], "0a"), globalFees(0n, "0a")]).toEqual([
      nothing,
      nothing,
      nothing,
    ]);
    expect(globalFees(5n, "0a")).toEqual({ shares: [{ address: "0a", units: 5n }], remainderTo: null });
  });
});
