import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { committeeOfSession, handoffFrames, isHandoffLook, nextHandoffLook } from "./committee-session.js";

const [a, b, c] = ["0a", "0b", "0c"];
const people = fc.uniqueArray(fc.constantFrom(a, b, c, "0d", "0e"), { maxLength: 5 });
const history = fc.array(people, { minLength: 1, maxLength: 60 });

describe("a committee that stays", () => {
  it("is kept between two looks, whoever has come and gone", () => {
    const kept = { session: 4, members: [a, b], handsOver: false };
    expect(committeeOfSession({ frame: 15, session: 4, sealed: [b, a], next: [] })).toEqual(kept);
    expect(committeeOfSession({ frame: 17, session: 4, sealed: [b, a], next: [c] })).toEqual(kept);
  });

  it("hands over in every eighth frame to whoever belongs in it, and goes on where those are the same", () => {
    const next = { session: 5, members: [b, c], handsOver: true };
    expect(committeeOfSession({ frame: 16, session: 4, sealed: [a, b], next: [c, b] })).toEqual(next);
    const same = { session: 4, members: [a, b], handsOver: false };
    expect(committeeOfSession({ frame: 16, session: 4, sealed: [b, a], next: [a, b] })).toEqual(same);
    expect(committeeOfSession({ frame: 24, session: 4, sealed: [a], next: [] })).toEqual({ ...next, members: [] });
  });

  it("is the first that there is where nobody was", () => {
    const first = { session: 0, members: [a, c], handsOver: false };
    expect(committeeOfSession({ frame: 3, session: 0, sealed: [], next: [c, a] })).toEqual(first);
  });

  it("changes with looks alone, and its generation counts them", () => {
    fc.assert(
      fc.property(history, (wanted) => {
        let [session, sealed]: [number, readonly string[]] = [0, []];
        wanted.forEach((next, frame) => {
          const { members, ...now } = committeeOfSession({ frame, session, sealed, next });
          expect(isHandoffLook(frame) || !now.handsOver).toBe(true);
          expect(members).toEqual(sealed.length > 0 && !now.handsOver ? sealed : next.toSorted());
          expect(now.session - session).toBe(Number(now.handsOver));
          [session, sealed] = [now.session, members];
        });
        expect(session).toBeLessThanOrEqual(Math.floor((wanted.length - 1) / handoffFrames));
      }),
      { seed: 1 },
    );
  });

  it("is next looked at within eight frames", () => {
    expect([0, 1, 7, 8, 9].map(nextHandoffLook)).toEqual([8, 8, 8, 16, 16]);
  });
});
