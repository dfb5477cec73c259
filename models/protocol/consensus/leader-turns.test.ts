import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everyFrame, frameOfTurn, framesLed, makerInTurn, turnsOf } from "./leader-turns.js";
import { simplexLeader } from "./simplex.js";

/** Who is present, somebody among them, and a stretch of frames. */
const committee = fc
  .array(fc.boolean(), { minLength: 1, maxLength: 12 })
  .filter((isPresent) => isPresent.includes(true));
const frame = fc.integer({ min: 0, max: 100 });

const framesFrom = (from: number, until: number): number[] =>
  Array.from({ length: Math.max(0, until - from) }, (_none, k) => from + k);

describe("frames that are made in turn", () => {
  it("are those of the leader of the view with the frame's number, where everybody is present", () => {
    const members = ["0a", "0b", "0c", "0d", "0e"];
    for (const one of framesFrom(1, 20)) {
      const maker = makerInTurn(one, [true, true, true, true, true]);
      expect(members[maker]).toBe(simplexLeader(0n, BigInt(one), members));
      expect(members[makerInTurn(one, Array(5).fill(true), 3)]).toBe(simplexLeader(3n, BigInt(one), members));
    }
  });

  it("fall to the next by address while the leader is away, and to nobody where all are", () => {
    expect([3, 4, 5, 6].map((one) => makerInTurn(one, [true, false, false, true]))).toEqual([3, 0, 3, 3]);
    expect(makerInTurn(3, [false, false])).toBe(-1);
    expect(makerInTurn(3, [])).toBe(-1);
  });

  it("are counted and found as if one walked over them", () => {
    fc.assert(
      fc.property(committee, frame, frame, fc.nat({ max: 30 }), (isPresent, from, length, session) => {
        const until = from + length;
        isPresent.forEach((present, member) => {
          if (!present) return;
          const turns = turnsOf(member, isPresent, session);
          const own = framesFrom(from, until).filter((one) => makerInTurn(one, isPresent, session) === member);
          expect(framesLed(turns, from, until)).toBe(own.length);
          expect(own.map((_one, k) => frameOfTurn(turns, from, k + 1))).toEqual(own);
        });
      }),
      { seed: 1 },
    );
    expect(framesLed(everyFrame, 7, 12)).toBe(5);
    expect(frameOfTurn(everyFrame, 7, 3)).toBe(9);
    expect(framesLed(everyFrame, 7, 5)).toBe(0);
  });
});
